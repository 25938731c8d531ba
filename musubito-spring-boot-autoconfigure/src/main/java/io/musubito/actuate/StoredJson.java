package io.musubito.actuate;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.musubito.artifact.OwnJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that was stored and is shown as it is, number for number. Text that is not JSON is
 * shown as a string: it must not break what is around it.
 *
 * @param json one JSON value
 */
record StoredJson(@JsonValue @JsonRawValue String json) {

	private static final JsonFactory FACTORY = OwnJson.factory();

	static @Nullable StoredJson of(@Nullable String text) {
		if (text == null) {
			return null;
		}
		return new StoredJson((isJson(text)) ? text : quote(text));
	}

	private static boolean isJson(String text) {
		try (JsonParser parser = FACTORY.createParser(text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			parser.skipChildren();
			return parser.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static String quote(String text) {
		return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
	}

}
