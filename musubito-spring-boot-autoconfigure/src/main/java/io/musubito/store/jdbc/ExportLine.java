package io.musubito.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Writes a record as JSON in one line, always in the same way. What some programs take
 * for the end of a line is escaped.
 */
final class ExportLine {

	/** The field that says what a line is. */
	static final String RECORD = "record";

	/** What the name of a field ends with whose bytes are no text. */
	static final String BASE64 = "Base64";

	private final StringBuilder json = new StringBuilder("{");

	ExportLine(String record) {
		text(RECORD, record);
	}

	static String of(ExportRecord record) {
		ExportLine line = new ExportLine(record.kind().label());
		for (ExportField field : record.kind().fields()) {
			Object value = record.values().get(field.name());
			if (value instanceof Long number) {
				line.number(field.name(), number);
			}
			else if (value instanceof String text) {
				line.text(field.name(), text);
			}
			else if (value instanceof byte[] content) {
				String text = decode(content);
				line.text((text != null) ? field.name() : field.name() + BASE64,
						(text != null) ? text : Base64.getEncoder().encodeToString(content));
			}
		}
		return line.end();
	}

	ExportLine text(String name, String value) {
		name(name);
		quote(value);
		return this;
	}

	ExportLine number(String name, long value) {
		name(name);
		this.json.append(value);
		return this;
	}

	String end() {
		return this.json.append('}').toString();
	}

	private void name(String name) {
		if (this.json.length() > 1) {
			this.json.append(',');
		}
		quote(name);
		this.json.append(':');
	}

	private void quote(String text) {
		this.json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == '"' || next == '\\') {
				this.json.append('\\').append(next);
			}
			else if (isEscaped(next)) {
				this.json.append("\\u")
					.append(Character.forDigit(next >> 12, 16))
					.append(Character.forDigit(next >> 8 & 15, 16))
					.append(Character.forDigit(next >> 4 & 15, 16))
					.append(Character.forDigit(next & 15, 16));
			}
			else {
				this.json.append(next);
			}
		}
		this.json.append('"');
	}

	private static boolean isEscaped(char next) {
		return next < ' ' || (next >= '\u007f' && next <= '\u009f') || next == '\u2028' || next == '\u2029'
				|| next == '\ufeff';
	}

	private static @Nullable String decode(byte[] content) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
