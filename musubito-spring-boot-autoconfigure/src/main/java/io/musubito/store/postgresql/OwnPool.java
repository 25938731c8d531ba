package io.musubito.store.postgresql;

import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a store that has one of its own.
 */
final class OwnPool {

	// Eight read, one writes, one renews the lease, three carry hints, and a few claim
	private static final int CONNECTIONS = 15;

	private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(5);

	private OwnPool() {
	}

	/**
	 * Creates the pool, which connects when it is used.
	 */
	static Connections create(String url, @Nullable String username, @Nullable String password) {
		HikariConfig config = new HikariConfig();
		config.setPoolName("musubito");
		config.setJdbcUrl(url);
		config.setUsername(username);
		config.setPassword(password);
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(1);
		config.setConnectionTimeout(PATIENCE_MILLIS);
		// Whoever opens the store learns from the first connection what is wrong
		config.setInitializationFailTimeout(-1);
		config.addDataSourceProperty("ApplicationName", "musubito");
		config.addDataSourceProperty("tcpKeepAlive", "true");
		config.addDataSourceProperty("connectTimeout", "5");
		// A peer that is gone without a word must not stop the store for ever
		config.addDataSourceProperty("socketTimeout", "60");
		HikariDataSource pool = new HikariDataSource(config);
		return new Connections(pool, pool);
	}

}
