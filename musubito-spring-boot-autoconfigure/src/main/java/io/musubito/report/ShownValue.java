package io.musubito.report;

import java.io.StringWriter;

import io.musubito.artifact.OwnJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A stored value for people: JSON on lines, a text as it is, cut when it is long.
 *
 * @param text what is shown
 * @param cut whether there is more
 */
record ShownValue(String text, boolean cut) {

	private static final JsonFactory FACTORY = OwnJson.factory();

	/**
	 * Shows a value.
	 * @param json the value as it is stored
	 * @param bytes how much room it has in a file
	 * @return the value
	 */
	static ShownValue of(String json, int bytes) {
		return cut(readable(json, bytes), bytes);
	}

	/**
	 * Cuts a text.
	 * @param text the text
	 * @param bytes how much room it has in a file, where some characters take more than
	 * others
	 * @return the text
	 */
	static ShownValue cut(String text, int bytes) {
		int room = bytes;
		int end = 0;
		while (end < text.length()) {
			int character = text.codePointAt(end);
			room -= length(character);
			if (room < 0) {
				return new ShownValue(text.substring(0, end), true);
			}
			end += Character.charCount(character);
		}
		return new ShownValue(text, false);
	}

	// As an entity, as a name, or in UTF-8
	private static int length(int character) {
		if (character < 0x80) {
			return (Character.isLetterOrDigit(character) || character == ' ') ? 1 : (character < ' ') ? 9 : 6;
		}
		return (Character.getType(character) == Character.FORMAT) ? 13 : (character < 0x800) ? 2 : 4;
	}

	// Stops where nothing more is shown: nested deeply, a small value has very long lines
	private static String readable(String json, int length) {
		StringWriter lines = new StringWriter();
		try (JsonParser parser = FACTORY.createParser(json); JsonGenerator generator = generator(lines)) {
			JsonToken first = parser.nextToken();
			if (first == JsonToken.VALUE_STRING) {
				String text = parser.getString();
				return (parser.nextToken() == null) ? text : json;
			}
			for (JsonToken token = first; token != null; token = parser.nextToken()) {
				generator.copyCurrentEventExact(parser);
				if (lines.getBuffer().length() > length) {
					return lines.toString();
				}
			}
			generator.flush();
			return lines.toString();
		}
		catch (JacksonException ex) {
			return json;
		}
	}

	private static JsonGenerator generator(StringWriter lines) {
		return FACTORY.createGenerator(new ObjectWriteContext.Base() {
			@Override
			public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
				return new DefaultPrettyPrinter();
			}

			@Override
			public boolean hasPrettyPrinter() {
				return true;
			}
		}, lines);
	}

}
