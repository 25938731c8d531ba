package io.musubito.artifact;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON trees as {@link TreeSerializer} has written them.
 *
 * @param <N> the class of the tree
 */
final class TreeDeserializer<N extends JsonNode> extends ValueDeserializer<N> {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final Class<N> type;

	TreeDeserializer(Class<N> type) {
		this.type = type;
	}

	@Override
	public N deserialize(JsonParser parser, DeserializationContext context) {
		JsonNode tree = read(parser, context);
		if (tree.size() == 1 && tree.has(TreeSerializer.NULL_NODE)) {
			tree = NODES.nullNode();
		}
		if (!this.type.isInstance(tree)) {
			return context.reportInputMismatch(this.type, "there is a %s", tree.getClass().getName());
		}
		return this.type.cast(tree);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return null;
	}

	private JsonNode read(JsonParser parser, DeserializationContext context) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> {
				ObjectNode object = NODES.objectNode();
				for (String name = parser.nextName(); name != null; name = parser.nextName()) {
					parser.nextToken();
					object.set(name, read(parser, context));
				}
				yield object;
			}
			case START_ARRAY -> {
				ArrayNode array = NODES.arrayNode();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					array.add(read(parser, context));
				}
				yield array;
			}
			case VALUE_STRING -> NODES.stringNode(parser.getString());
			case VALUE_NUMBER_INT -> integer(parser);
			case VALUE_NUMBER_FLOAT -> number(parser, parser.getString());
			case VALUE_TRUE -> NODES.booleanNode(true);
			case VALUE_FALSE -> NODES.booleanNode(false);
			case VALUE_NULL -> NODES.nullNode();
			default -> (JsonNode) context.handleUnexpectedToken(this.type, parser);
		};
	}

	private static JsonNode integer(JsonParser parser) {
		return switch (parser.getNumberType()) {
			case INT -> NODES.numberNode(parser.getIntValue());
			case LONG -> NODES.numberNode(parser.getLongValue());
			default -> NODES.numberNode(parser.getBigIntegerValue());
		};
	}

	/**
	 * Only a {@code double} is written with a decimal point.
	 */
	private static JsonNode number(JsonParser parser, String text) {
		if (text.indexOf('.') >= 0) {
			return NODES.numberNode(parser.getDoubleValue());
		}
		int exponent = text.indexOf('e');
		return (exponent >= 0) ? NODES.numberNode(Long.parseLong(text.substring(0, exponent)))
				: NODES.numberNode(new BigDecimal(text));
	}

}
