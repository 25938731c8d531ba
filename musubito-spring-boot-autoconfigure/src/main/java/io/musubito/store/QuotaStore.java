package io.musubito.store;

/**
 * What all processes have used of the limits of a provider, one text for each model. Who
 * changes it reads it before, and it is changed only if nobody else has changed it since:
 * no connection is held, and nobody waits for another. Safe for use by any number of
 * threads.
 */
public interface QuotaStore {

	/**
	 * Whether other processes see what is written.
	 * @return {@code false} where nothing is written
	 */
	boolean isShared();

	/**
	 * Reads what is known of a model.
	 * @param model the model
	 * @return the text and the time; version 0 and an empty text when there is none
	 * @throws io.musubito.StoreException when that can't be read
	 */
	QuotaRow find(String model);

	/**
	 * Replaces what is known of a model.
	 * @param model the model
	 * @param version the version that was read, 0 where there was none
	 * @param content the new text
	 * @return {@code false} when somebody else has changed it in the meantime, so that
	 * nothing is written
	 * @throws io.musubito.StoreException when that can't be written
	 */
	boolean replace(String model, long version, String content);

}
