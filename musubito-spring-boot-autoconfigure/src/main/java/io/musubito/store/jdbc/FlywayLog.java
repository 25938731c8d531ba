package io.musubito.store.jdbc;

import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * What Flyway tells while it prepares a store, which is nothing to look at every day.
 * What goes wrong is thrown. Flyway creates it by its name.
 */
public final class FlywayLog implements LogCreator {

	private static final org.apache.commons.logging.Log logger = LogFactory.getLog(LineageSchema.class);

	@Override
	public Log createLogger(Class<?> type) {
		return new DebugLog();
	}

	private static final class DebugLog implements Log {

		// Asked by releases of Flyway before 12
		@Override
		@SuppressWarnings("deprecation")
		public boolean isDebugEnabled() {
			return logger.isTraceEnabled();
		}

		@Override
		public void debug(String message) {
			logger.trace(message);
		}

		@Override
		public void info(String message) {
			logger.debug(message);
		}

		@Override
		public void warn(String message) {
			logger.debug(message);
		}

		@Override
		public void error(String message) {
			logger.debug(message);
		}

		@Override
		public void error(String message, Exception ex) {
			logger.debug(message, ex);
		}

		@Override
		public void notice(String message) {
			logger.debug(message);
		}

	}

}
