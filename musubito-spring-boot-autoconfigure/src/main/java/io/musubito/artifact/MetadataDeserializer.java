package io.musubito.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

import org.springframework.ai.document.Document;

/**
 * Reads what {@link MetadataSerializer} writes.
 */
final class MetadataDeserializer extends ValueDeserializer<Metadata> {

	@Override
	public Metadata deserialize(JsonParser parser, DeserializationContext context) {
		return new Metadata(map(context.readTree(parser), context));
	}

	private static Map<String, @Nullable Object> map(JsonNode node, DeserializationContext context) {
		Map<String, @Nullable Object> values = new HashMap<>();
		node.properties().forEach((entry) -> values.put(entry.getKey(), value(entry.getValue(), context)));
		return values;
	}

	private static @Nullable Object value(JsonNode node, DeserializationContext context) {
		return switch (node.getNodeType()) {
			case NULL -> null;
			case STRING -> node.stringValue();
			case BOOLEAN -> node.booleanValue();
			case NUMBER -> (node.isInt()) ? (Object) node.intValue() : node.doubleValue();
			case ARRAY -> list(node, context);
			default -> tagged(node.properties().iterator().next(), context);
		};
	}

	private static List<@Nullable Object> list(JsonNode node, DeserializationContext context) {
		List<@Nullable Object> values = new ArrayList<>();
		node.forEach((element) -> values.add(value(element, context)));
		return values;
	}

	private static Object tagged(Map.Entry<String, JsonNode> tagged, DeserializationContext context) {
		JsonNode value = tagged.getValue();
		return switch (tagged.getKey()) {
			case MetadataSerializer.MAP -> map(value, context);
			case MetadataSerializer.DOCUMENT -> context.readTreeAsValue(value, Document.class);
			case "bytes" -> value.binaryValue();
			case "byte" -> Byte.valueOf(value.stringValue());
			case "short" -> Short.valueOf(value.stringValue());
			case "long" -> Long.valueOf(value.stringValue());
			case "float" -> Float.valueOf(value.stringValue());
			case "double" -> Double.valueOf(value.stringValue());
			case "integer" -> new BigInteger(value.stringValue());
			case "decimal" -> new BigDecimal(value.stringValue());
			default -> context.reportInputMismatch(Metadata.class, "There is no value called %s", tagged.getKey());
		};
	}

}
