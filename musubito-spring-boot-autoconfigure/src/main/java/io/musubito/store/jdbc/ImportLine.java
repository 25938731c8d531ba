package io.musubito.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.artifact.SmallJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a line of an export, and refuses all that an export does not write.
 *
 * @param json the line
 * @param values its fields
 */
record ImportLine(String json, Map<String, Object> values) {

	private static final JsonFactory JSON = SmallJson.factory();

	/**
	 * Reads a line.
	 * @throws IllegalArgumentException when it is none
	 */
	static ImportLine read(byte[] line) {
		try {
			String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
			return new ImportLine(json, values(json));
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("it is no text in UTF-8", ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is no JSON object of texts and whole numbers", ex);
		}
	}

	private static Map<String, Object> values(String json) {
		Map<String, Object> values = new LinkedHashMap<>();
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			require(parser.nextToken() == JsonToken.START_OBJECT);
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = String.valueOf(parser.currentName());
				JsonToken value = parser.nextToken();
				require(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT);
				Object earlier = values.put(name,
						(value == JsonToken.VALUE_STRING) ? parser.getString() : (Object) parser.getLongValue());
				require(earlier == null);
			}
			require(parser.nextToken() == null);
		}
		return values;
	}

	private static void require(boolean expected) {
		if (!expected) {
			throw new IllegalArgumentException("it is no JSON object of texts and whole numbers");
		}
	}

	/**
	 * What the line is.
	 */
	String record() {
		return String.valueOf(this.values.get(ExportLine.RECORD));
	}

	String text(String field) {
		return (this.values.get(field) instanceof String text) ? text : "";
	}

	/**
	 * The record that it is.
	 * @throws IllegalArgumentException when it is none
	 */
	ExportRecord toRecord(long number) {
		ExportKind kind = ExportKind.find(record());
		if (kind == null) {
			throw new IllegalArgumentException("this release does not know what a '" + record()
					+ "' is. Import it with the release that wrote it, or with a newer one");
		}
		Map<String, Object> unknown = new LinkedHashMap<>(this.values);
		unknown.remove(ExportLine.RECORD);
		Map<String, Object> known = new HashMap<>();
		for (ExportField field : kind.fields()) {
			Object value = take(field, unknown);
			if (value == null && !field.optional()) {
				throw new IllegalArgumentException(
						"a '" + kind.label() + "' needs '" + field.name() + "', which is " + "missing. Export again");
			}
			if (value != null && !field.accepts(value)) {
				throw new IllegalArgumentException(
						"'" + field.name() + "' of a '" + kind.label() + "' can't be what it is. Export again");
			}
			if (value != null) {
				known.put(field.name(), value);
			}
		}
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("this release does not know '" + unknown.keySet().iterator().next()
					+ "' of a '" + kind.label() + "'. Import it with the release that wrote it, or with a newer one");
		}
		return asWritten(new ExportRecord(kind, known, number));
	}

	private static @Nullable Object take(ExportField field, Map<String, Object> values) {
		Object value = values.remove(field.name());
		if (field.form() != ExportForm.CONTENT) {
			return value;
		}
		if (value instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		Object base64 = values.remove(field.name() + ExportLine.BASE64);
		return (base64 instanceof String text) ? Base64.getDecoder().decode(text) : value;
	}

	private ExportRecord asWritten(ExportRecord record) {
		if (!ExportLine.of(record).equals(this.json)) {
			throw new IllegalArgumentException(
					"it is not written as an export writes it, so that it was changed. Export " + "again");
		}
		return record;
	}

}
