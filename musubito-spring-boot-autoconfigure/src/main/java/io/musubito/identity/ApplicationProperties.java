package io.musubito.identity;

import java.util.SortedMap;

/**
 * The properties of the application, read as they are when they are asked for. Safe for
 * use by many threads.
 */
public interface ApplicationProperties {

	/**
	 * What is set under a key.
	 * @param key the key, in any of the forms in which it may be written
	 * @return the property itself and all properties below it: elements of a list,
	 * entries of a map, properties of an object
	 */
	Selection at(String key);

	/**
	 * The properties that name a model or its options, by the configuration of the
	 * starter.
	 * @return the properties by their canonical keys
	 */
	Selection ofModels();

	/**
	 * Some properties.
	 */
	interface Selection {

		/**
		 * What is set now.
		 * @return values by name, empty when nothing is set
		 */
		SortedMap<String, String> values();

		/**
		 * The name of one whose value is another each time it is read, as that of a
		 * random number is.
		 * @return the name, empty when there is none
		 */
		String findUnsteady();

		/**
		 * The keys that were asked for and under which nothing is set, without those that
		 * may be missing.
		 * @return the keys, with the closest key that is set, for messages
		 */
		SortedMap<String, String> missing();

	}

}
