package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/**
 * The shape of the trees of Jackson 3: what stands in JSON, with the kinds of numbers and
 * the order of names.
 */
final class Jackson3Trees {

	private static final String PACKAGE = JsonNode.class.getPackageName() + ".node.";

	private Jackson3Trees() {
	}

	static boolean supports(Class<?> type) {
		return JsonNode.class.isAssignableFrom(type) && type.getName().startsWith(PACKAGE);
	}

	static Shape shape() {
		return new TaggedShape(JsonNode.class, Jackson3Trees::write);
	}

	private static void write(Walk walk, Object value, Type declared) {
		JsonNode node = (JsonNode) value;
		switch (node.getNodeType()) {
			case OBJECT -> {
				walk.sink().begin(Container.ORDERED_MAP);
				for (Map.Entry<String, JsonNode> property : node.properties()) {
					walk.entry(property.getKey(), String.class, property.getValue(), JsonNode.class);
				}
				walk.sink().end(Container.ORDERED_MAP);
			}
			case ARRAY -> {
				walk.sink().begin(Container.LIST);
				for (int i = 0; i < node.size(); i++) {
					walk.element(i, node.get(i), JsonNode.class);
				}
				walk.sink().end(Container.LIST);
			}
			case STRING -> walk.value(node.stringValue(), String.class);
			case NUMBER -> walk.value(node.numberValue(), Object.class);
			case BOOLEAN -> walk.value(node.booleanValue(), Object.class);
			case BINARY -> walk.value(node.binaryValue(), byte[].class);
			case NULL, MISSING -> walk.sink().text(value.getClass().getName(), "");
			case POJO -> {
				walk.sink().begin(Container.OBJECT);
				walk.property("pojo", ((POJONode) node).getPojo(), Object.class);
				walk.sink().end(Container.OBJECT);
			}
		}
	}

}
