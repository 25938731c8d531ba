package io.musubito.artifact;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BaseJsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.node.ValueNode;

/**
 * Stores JSON trees with the kinds of their numbers, in plain JSON: each kind has a way
 * of writing a number that the others don't have.
 */
final class TreeModule extends SimpleModule {

	private static final List<Class<? extends JsonNode>> NODES = List.of(JsonNode.class, BaseJsonNode.class,
			ContainerNode.class, ObjectNode.class, ArrayNode.class, ValueNode.class, NumericNode.class, IntNode.class,
			LongNode.class, DoubleNode.class, DecimalNode.class, StringNode.class, BooleanNode.class, NullNode.class);

	TreeModule() {
		super("musubito-trees");
		addSerializer(JsonNode.class, new TreeSerializer());
		NODES.forEach(this::addNode);
	}

	private <N extends JsonNode> void addNode(Class<N> type) {
		addDeserializer(type, new TreeDeserializer<>(type));
	}

}
