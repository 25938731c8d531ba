package io.musubito.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

import org.springframework.ai.document.Document;

/**
 * Writes metadata so that each value is read back as what it was. What JSON has no name
 * for is an object with one property that says what it is: <code>{"long": 1}</code>.
 */
final class MetadataSerializer extends ValueSerializer<Metadata> {

	/** How a value says that it is a map. */
	static final String MAP = "map";

	/** How a value says that it is a document. */
	static final String DOCUMENT = "document";

	@Override
	public void serialize(Metadata metadata, JsonGenerator generator, SerializationContext context) {
		writeMap(metadata.values(), generator, context);
	}

	private void writeMap(Map<?, ?> values, JsonGenerator generator, SerializationContext context) {
		generator.writeStartObject();
		for (Map.Entry<?, ?> entry : new TreeMap<>(values).entrySet()) {
			if (!(entry.getKey() instanceof String name)) {
				throw refused("a key of type " + entry.getKey().getClass().getName(), context);
			}
			generator.writeName(name);
			write(entry.getValue(), generator, context);
		}
		generator.writeEndObject();
	}

	private void write(@Nullable Object value, JsonGenerator generator, SerializationContext context) {
		if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof String text) {
			generator.writeString(text);
		}
		else if (value instanceof Boolean truth) {
			generator.writeBoolean(truth);
		}
		else if (value instanceof Integer number) {
			generator.writeNumber(number);
		}
		else if (value instanceof Double number && Double.isFinite(number)) {
			generator.writeNumber(number);
		}
		else if (value instanceof List<?> list) {
			generator.writeStartArray();
			list.forEach((element) -> write(element, generator, context));
			generator.writeEndArray();
		}
		else {
			writeTagged(value, generator, context);
		}
	}

	private void writeTagged(Object value, JsonGenerator generator, SerializationContext context) {
		generator.writeStartObject();
		if (value instanceof Map<?, ?> map) {
			generator.writeName(MAP);
			writeMap(map, generator, context);
		}
		else if (value instanceof Document document) {
			generator.writeName(DOCUMENT);
			context.writeValue(generator, document);
		}
		else if (value instanceof byte[] bytes) {
			generator.writeName("bytes");
			generator.writeBinary(bytes);
		}
		else {
			generator.writeName(tag(value, context));
			generator.writeString(value.toString());
		}
		generator.writeEndObject();
	}

	private static String tag(Object value, SerializationContext context) {
		if (value instanceof Byte || value instanceof Short || value instanceof Long || value instanceof Float
				|| value instanceof Double) {
			return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		}
		if (value.getClass() == BigInteger.class) {
			return "integer";
		}
		if (value.getClass() == BigDecimal.class) {
			return "decimal";
		}
		throw refused("a " + value.getClass().getName(), context);
	}

	private static RuntimeException refused(String what, SerializationContext context) {
		return context.reportBadDefinition(Metadata.class, "there is " + what
				+ " in metadata, which can't be read back. Keep text, numbers, booleans, and lists and maps of these there.");
	}

}
