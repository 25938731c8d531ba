package io.musubito.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.musubito.identity.GoldenVectorTests.Finding;
import io.musubito.identity.GoldenVectorTests.Level;
import io.musubito.identity.GoldenVectorTests.Plain;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records and classes of an application, and trees of JSON.
 */
final class ObjectVectors {

	private ObjectVectors() {
	}

	static void add(Map<String, Object> values) {
		values.put("record", new Finding("a", 1, Level.HIGH));
		values.put("record with null", new Finding(null, 1, null));
		values.put("application class", new Plain("a", 2));
		values.put("generic record of text", new Pair<>("a", "b"));
		values.put("generic record of numbers", new Pair<>(1, 1L));
		values.put("record of a record", new Pair<>(new Finding("a", 1, Level.LOW), Optional.empty()));
		values.put("sealed one", new Circle(1));
		values.put("sealed other", new Square(1));
		values.put("list of sealed", List.of(new Circle(1), new Square(1)));
		values.put("record without components", new Nothing());
		values.put("enum with a body", Operator.PLUS);
		values.put("enum with another body", Operator.MINUS);
		values.put("subclass", new Named("a", 2, "b"));
		values.put("class with a list", new Holder(new ArrayList<>(List.of("a"))));
		values.put("class with a transient field", new Holder(List.of("a")));
		values.put("JSON tree", JsonMapper.shared().readTree("{\"b\":[1,1.0,null,true],\"a\":{\"c\":\"d\"}}"));
		values.put("JSON tree in another order",
				JsonMapper.shared().readTree("{\"a\":{\"c\":\"d\"},\"b\":[1,1.0,null,true]}"));
		values.put("JSON number", JsonMapper.shared().readTree("1e400"));
		values.put("JSON text", JsonMapper.shared().readTree("\"1\""));
		values.put("JSON null", JsonMapper.shared().readTree("null"));
		values.put("JSON tree of Jackson 2", JsonNodeFactory.instance.objectNode().put("a", 1).put("b", "c"));
	}

	sealed interface Shape permits Circle, Square {

	}

	record Circle(double size) implements Shape {

	}

	record Square(double size) implements Shape {

	}

	record Nothing() {

	}

	record Pair<A, B>(A first, B second) {

	}

	enum Operator {

		PLUS {
			@Override
			int apply(int one, int other) {
				return one + other;
			}
		},

		MINUS {
			@Override
			int apply(int one, int other) {
				return one - other;
			}
		};

		abstract int apply(int one, int other);

	}

	static class Named extends Plain {

		private final String title;

		Named(String name, long count, String title) {
			super(name, count);
			this.title = title;
		}

		@Override
		public String toString() {
			return super.toString() + this.title;
		}

	}

	static class Holder {

		private final List<String> lines;

		private final transient int remembered;

		Holder(List<String> lines) {
			this.lines = lines;
			this.remembered = lines.getClass().getName().length();
		}

		@Override
		public String toString() {
			return this.lines.toString() + this.remembered;
		}

	}

}
