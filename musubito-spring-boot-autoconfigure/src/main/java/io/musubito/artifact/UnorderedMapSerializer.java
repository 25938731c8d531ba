package io.musubito.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes maps: those without an order sorted by the text of their keys, others in the
 * order that they have or may have.
 */
final class UnorderedMapSerializer extends UnorderedSerializer<Map<?, ?>> {

	UnorderedMapSerializer(ValueSerializer<Object> delegate) {
		super(delegate);
	}

	@Override
	UnorderedSerializer<Map<?, ?>> with(ValueSerializer<Object> delegate) {
		return new UnorderedMapSerializer(delegate);
	}

	@Override
	public void serialize(Map<?, ?> map, JsonGenerator generator, SerializationContext context) {
		delegate().serialize(ordered(map, context), generator, context);
	}

	@Override
	public void serializeWithType(Map<?, ?> map, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		delegate().serializeWithType(ordered(map, context), generator, context, typeSerializer);
	}

	@Override
	public boolean isEmpty(SerializationContext context, Map<?, ?> map) {
		return map.isEmpty();
	}

	private static Map<?, ?> ordered(Map<?, ?> map, SerializationContext context) {
		if (isOrdered(map, map.size())) {
			return map;
		}
		TreeMap<String, Map.Entry<?, ?>> entries = new TreeMap<>();
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			entries.put(text(entry.getKey(), context), entry);
		}
		if (entries.size() < map.size()) {
			throw new IllegalArgumentException("Two keys of a map have the same text");
		}
		Map<Object, Object> ordered = new LinkedHashMap<>(map.size() * 2);
		entries.values().forEach((entry) -> ordered.put(entry.getKey(), entry.getValue()));
		return ordered;
	}

	private static String text(Object key, SerializationContext context) {
		if (key instanceof String text) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator generator = context.createGenerator(bytes)) {
			generator.writeStartObject();
			if (key == null) {
				generator.writeName("");
			}
			else {
				context.findKeySerializer(key.getClass(), null).serialize(key, generator, context);
			}
			generator.writeNull();
			generator.writeEndObject();
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
