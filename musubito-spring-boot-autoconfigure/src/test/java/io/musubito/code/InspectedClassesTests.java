package io.musubito.code;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects that a library may look into: all of their code counts.
 */
@Tag("slow")
class InspectedClassesTests {

	private static final String FACTS = "public class Facts { public String customer() { return \"A\"; } }";

	private static CodeFingerprint step(String body) {
		return CompiledStep.fingerprint(writer(body), FACTS, "public record Order(int id, List<Facts> facts) { "
				+ "Order(int id) { this(id, List.of()); } Object raw() { return null; } }");
	}

	private static String writer(String body) {
		return """
				public class Writer {
					private final tools.jackson.databind.ObjectMapper mapper = new tools.jackson.databind.ObjectMapper();
					private final org.springframework.ai.chat.client.ChatClient client = null;
					private Facts typed = new Facts();
					private List<Facts> list = new ArrayList<>();
					private Map<String, Object> model = new HashMap<>();
					private String json(Object object) { return this.mapper.writeValueAsString(object); }
					private <T> T first(List<T> values) { return values.get(0); }
					private <T> T shown(T value) { this.mapper.writeValueAsString(value); return value; }
					private List<Facts> found() { return this.list; }
					public String draft(String text) { %s }
				}"""
			.formatted(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "return json(new Facts());", "return this.mapper.writeValueAsString(new Facts());",
			"return this.mapper.writeValueAsString(this.typed);", "return this.mapper.writeValueAsString(found());",
			"return this.mapper.writeValueAsString(Map.of(\"facts\", new Facts()));",
			"Map<String, Object> map = new HashMap<>(); map.put(\"facts\", new Facts()); "
					+ "return this.mapper.writeValueAsString(map);",
			"List<Object> all = new ArrayList<>(); for (int i = 0; i < 3; i++) { all.add(this.typed); } "
					+ "return this.mapper.writeValueAsString(all.stream().filter(Objects::nonNull).toList());",
			"this.model.put(\"facts\", new Facts()); return text;", "shown(new Facts()); return text;",
			"return this.client.prompt().tools(new Facts()).call().content();",
			"return this.client.prompt().user((user) -> user.text(text).param(\"facts\", new Facts())).call().content();",
			"List<Facts> facts = this.list; return this.client.prompt().user((user) -> user.text(text)"
					+ ".param(\"facts\", facts)).call().content();",
			"return Optional.of(this.list).map(this.mapper::writeValueAsString).get();",
			"return Optional.of(this.typed).map((facts) -> this.mapper.writeValueAsString(facts)).get();",
			"return this.list.stream().map((facts) -> List.of(facts)).map((facts) -> "
					+ "this.mapper.writeValueAsString(facts)).findFirst().get();",
			"return this.mapper.writeValueAsString(new Order(1));",
			"return this.mapper.writeValueAsString(new Object[] { this.typed });",
			"Supplier<Object> supplier = () -> new Facts(); return this.mapper.writeValueAsString(supplier.get());" })
	void allOfTheCodeCounts(String body) {
		CodeFingerprint fingerprint = step(body);
		assertThat(fingerprint.dependencies().inspected()).contains("com.acme.Facts");
		assertThat(fingerprint.parts()).containsKey("com.acme.Facts#customer()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "this.typed = new Facts(); return text;", "this.list.add(new Facts()); return text;",
			"return first(List.of(new Facts())).toString();", "Objects.requireNonNull(new Facts()); return text;",
			"return String.valueOf(new Facts()) + this.list;", "return new ArrayList<>(this.list).toString();",
			"List<Facts> facts = new ArrayList<>(found()); facts.add(new Facts()); this.list = facts; return text;",
			"return this.list.stream().map(Facts::toString).findFirst().get();",
			"org.slf4j.LoggerFactory.getLogger(Writer.class).info(\"{}\", new Facts()); return text;",
			"return new Order(1, found()).id() + text;",
			"return this.mapper.readTree(Facts.class.getResourceAsStream(\"/facts.st\")).toString();",
			"return this.mapper.writeValueAsString(Facts.class.getResource(\"facts.st\"));",
			"return this.mapper.writeValueAsString(Facts.class.getSimpleName());",
			"Facts facts = (text.isEmpty()) ? new Facts() : null; return this.mapper.writeValueAsString(facts == null);" })
	void objectsThatStayInTheApplicationDoNotCountWhole(String body) {
		assertThat(step(body).dependencies().inspected()).isEmpty();
	}

	@Test
	void classesBehindAnInterface() {
		assertThat(CompiledStep
			.fingerprint("public interface Shape { }", "record Circle(int radius) implements Shape { }",
					"record Square(int side) implements Shape { }", """
							public class Writer {
								private Shape shape() { return new Circle(1); }
								public String draft(String text) {
									return new tools.jackson.databind.ObjectMapper().writeValueAsString(shape());
								}
							}""")
			.dependencies()
			.inspected()).containsExactly("com.acme.Circle", "com.acme.Shape");
	}

	@Test
	void aClassThatOnlyNamesAResourceIsNoneThatIsLookedInto() {
		CodeFingerprint fingerprint = step(
				"return Order.class.getSimpleName() + Order.class.getResourceAsStream(\"/order.st\");");
		assertThat(fingerprint.parts().keySet()).noneMatch((part) -> part.startsWith("com.acme.Order#"));
	}

	@Test
	void notExceptions() {
		assertThat(CompiledStep.fingerprint("public class Failed extends RuntimeException { }", """
				public class Writer {
					public String draft(String text) {
						throw new org.springframework.beans.factory.BeanCreationException("a", new Failed());
					}
				}""").dependencies().inspected()).isEmpty();
	}

}
