package io.musubito.autoconfigure;

import java.util.regex.Pattern;

import io.musubito.autoconfigure.MusubitoProperties.StoreType;
import io.musubito.store.StoreAccess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads how steps are carried to other processes, and refuses what can't be meant.
 */
final class ConfiguredWorkers {

	static final String LIBRARY = "com.github.kagkarlsson.scheduler.Scheduler";

	private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Log logger = LogFactory.getLog(ConfiguredWorkers.class);

	private ConfiguredWorkers() {
	}

	/**
	 * Refuses what can't be meant.
	 * @throws InvalidPropertyException when a property is wrong, or the library is
	 * missing
	 */
	static void verify(WorkerProperties workers, @Nullable ClassLoader classLoader) {
		if (workers.isEffects()) {
			throw new InvalidPropertyException("musubito.workers.effects is true, and effects are performed where they "
					+ "are called, never by other processes. Leave it out, or set it to false");
		}
		if (workers.getConcurrency() < 0) {
			throw new InvalidPropertyException("musubito.workers.concurrency is " + workers.getConcurrency()
					+ ", which is negative. Set it to how many steps are executed here at a time, 0 if this process "
					+ "only sends");
		}
		if (workers.getPatience().isNegative() || workers.getPatience().isZero()) {
			throw new InvalidPropertyException("musubito.workers.patience is " + workers.getPatience()
					+ ", so that nobody could take a step in time. Set it to more than 0, 2s for example");
		}
		if (!QUEUE.matcher(workers.getQueue()).matches()) {
			throw new InvalidPropertyException("musubito.workers.queue is '" + workers.getQueue()
					+ "', which can't be the name of a queue. Set it to at most 64 of the letters a to z and A to Z, "
					+ "digits, '.', '_' and '-', or leave it out");
		}
		if (workers.getEngine() == WorkerEngine.DB_SCHEDULER && !ClassUtils.isPresent(LIBRARY, classLoader)) {
			throw new InvalidPropertyException(
					"musubito.workers.engine is db-scheduler, and that library is not on the "
							+ "class path. Add com.github.kagkarlsson:db-scheduler 16.12.0, or set musubito.workers.engine=none");
		}
	}

	/**
	 * Whether other processes see the store, and may write it.
	 */
	static boolean isShared(StoreProperties store) {
		boolean shared = store.getType() != StoreType.MEMORY && store.getAccess() == StoreAccess.READ_WRITE;
		if (!shared) {
			logger.info("No step is offered to other processes, nor taken from them, whatever musubito.workers says: "
					+ "the store is " + ((store.getType() == StoreType.MEMORY) ? "in the memory of this process."
							: store.getAccess() + "."));
		}
		return shared;
	}

}
