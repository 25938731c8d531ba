package io.musubito.artifact;

import java.math.BigDecimal;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes JSON trees. A {@code double} is written as Java writes it, a decimal as an
 * integer with an exponent after {@code E}, a {@code long} that would be read as an
 * {@code int} with an exponent after {@code e}.
 */
final class TreeSerializer extends ValueSerializer<JsonNode> {

	/** Stands for the node of a {@code null} where nothing is a {@code null} too. */
	static final String NULL_NODE = "@null";

	@Override
	public void serialize(JsonNode tree, JsonGenerator generator, SerializationContext context) {
		if (tree.isNull()) {
			generator.writeStartObject();
			generator.writeBooleanProperty(NULL_NODE, true);
			generator.writeEndObject();
			return;
		}
		write(tree, generator, context);
	}

	@Override
	public void serializeWithType(JsonNode tree, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		serialize(tree, generator, context);
	}

	private void write(JsonNode node, JsonGenerator generator, SerializationContext context) {
		switch (node.getNodeType()) {
			case OBJECT -> {
				generator.writeStartObject();
				for (Map.Entry<String, JsonNode> property : node.properties()) {
					generator.writeName(property.getKey());
					write(property.getValue(), generator, context);
				}
				generator.writeEndObject();
			}
			case ARRAY -> {
				generator.writeStartArray();
				for (JsonNode element : node.values()) {
					write(element, generator, context);
				}
				generator.writeEndArray();
			}
			case NUMBER -> writeNumber(node, generator, context);
			default -> node.serialize(generator, context);
		}
	}

	private static void writeNumber(JsonNode node, JsonGenerator generator, SerializationContext context) {
		Number number = node.numberValue();
		if (number instanceof BigDecimal decimal) {
			generator.writeNumber(decimal.unscaledValue() + "E" + -(long) decimal.scale());
		}
		else if (number instanceof Double value && Double.isFinite(value)) {
			generator.writeNumber(Double.toString(value));
		}
		else if (number instanceof Long value && value == value.intValue()) {
			generator.writeNumber(value + "e0");
		}
		else {
			node.serialize(generator, context);
		}
	}

}
