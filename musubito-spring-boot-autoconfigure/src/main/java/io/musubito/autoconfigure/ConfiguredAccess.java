package io.musubito.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.musubito.ReplayMode;
import io.musubito.autoconfigure.MusubitoProperties.StoreType;
import io.musubito.store.ReadOnlyStore;
import io.musubito.store.Store;
import io.musubito.store.StoreAccess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What the application does with its store: says it when it is not the usual, and refuses
 * properties that contradict it.
 */
final class ConfiguredAccess {

	private static final Log logger = LogFactory.getLog(ConfiguredAccess.class);

	private ConfiguredAccess() {
	}

	/**
	 * Refuses what can't be done with a store that is accessed so.
	 * @throws InvalidPropertyException when properties contradict each other
	 */
	static void verify(MusubitoProperties properties) {
		StoreProperties store = properties.getStore();
		if (store.getAccess() == StoreAccess.READ_ONLY && store.getImportFrom() != null) {
			throw refusal(store, "musubito.store.import-from is '" + store.getImportFrom()
					+ "', which would have to be written. Leave it out, or import it in an application that writes the "
					+ "store");
		}
		if (store.getAccess() == StoreAccess.READ_ONLY && store.getType() == StoreType.MEMORY) {
			throw refusal(store,
					"a store in memory has nothing that could be read. Leave musubito.store.access out, or "
							+ "set musubito.store.type to the store that is to be read");
		}
		if (store.getAccess() == StoreAccess.WRITE_ONLY && properties.getMode() == ReplayMode.REPLAY_ONLY) {
			throw refusal(store, "musubito.mode is replay-only, so that steps might neither be replayed nor executed. "
					+ "Leave one of the two out");
		}
	}

	private static InvalidPropertyException refusal(StoreProperties store, String reason) {
		return new InvalidPropertyException(
				StoreAccess.PROPERTY + " is " + store.getAccess() + ", and " + reason + ".");
	}

	/**
	 * Lets the application do with a store what it is to do, and says so.
	 * @param store the store
	 * @param properties the properties of the application
	 * @return the store as the application sees it
	 */
	static Store apply(Store store, MusubitoProperties properties) {
		String subject = "The Musubito store '" + store.location() + "' is ";
		return switch (properties.getStore().getAccess()) {
			case READ_WRITE -> store;
			case READ_ONLY -> {
				logger.info(subject + "only read, as musubito.store.access is read-only: what it has is replayed, what "
						+ "it lacks executes, and nothing is recorded, neither results nor runs. Effects of which it has "
						+ "no outcome are refused, and so is whatever would change it"
						+ (properties.getRetention().rules().isEmpty() ? ""
								: "; the limits of musubito.retention are " + "left to those who write it")
						+ ". Set musubito.store.access=read-write where results are to be kept."
						+ missing(store, properties));
				yield new ReadOnlyStore(store);
			}
			case WRITE_ONLY -> {
				logger.info(subject + "only written, as musubito.store.access is write-only: each step executes and is "
						+ "recorded, whatever is stored. Only effects that have happened are replayed. Set "
						+ "musubito.store.access=read-write to replay what is stored.");
				yield store;
			}
		};
	}

	private static String missing(Store store, MusubitoProperties properties) {
		boolean missing = properties.getStore().getType() == StoreType.SQLITE
				&& !Files.exists(Path.of(store.location()));
		return (missing) ? " There is no such file yet, and none is created: until there is one, all steps execute."
				: "";
	}

}
