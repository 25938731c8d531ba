package io.musubito.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Knows what counts of objects of a library.
 */
@FunctionalInterface
public interface StateReader {

	/**
	 * Reads an object.
	 * @param object an object that the code of a step reaches, behind its proxies
	 * @return what counts of it; {@code null} when it is none that this reader knows
	 */
	@Nullable Content read(Object object);

	/**
	 * What counts of an object.
	 *
	 * @param kind what it is, usually its class
	 * @param parts its parts by name, each looked at like the value of a field
	 * @param fixed whether the parts stay what they are as long as the object is there,
	 * so that nobody needs to look again; objects of the application among them are
	 * looked at again nevertheless
	 * @param counted whether this is all that a result depends on; if not, the object is
	 * listed among what doesn't count
	 */
	record Content(String kind, Map<String, @Nullable Object> parts, boolean fixed, boolean counted) {

		public Content {
			parts = Collections.unmodifiableMap(new TreeMap<>(parts));
		}

		/**
		 * An object of which nothing counts but what it is.
		 * @param kind what it is
		 * @return its content, to be listed
		 */
		public static Content uncounted(String kind) {
			return new Content(kind, Map.of(), true, false);
		}

	}

}
