package io.musubito.hostile;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored is read as the declared type, and never as a class that the store names.
 */
class DeclaredTypesTests {

	private static final String ARMED = "io.musubito.hostile.ArmedClass";

	private static final Predicate<Class<?>> OURS = (type) -> type.getName()
		.startsWith(DeclaredTypesTests.class.getName());

	private static final List<Type> DECLARED = List.of(Letter.class, Shape.class, Holder.class, String.class,
			Object[].class, ResolvableType.forClassWithGenerics(List.class, Shape.class).getType(),
			ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class).getType(),
			ResolvableType.forClassWithGenerics(Optional.class, Letter.class).getType());

	private final ArtifactCodec codec = new ArtifactCodec(OURS);

	@BeforeEach
	void disarm() {
		System.clearProperty("musubito.test.armed");
	}

	private void assertNothingHappened() {
		assertThat(System.getProperty("musubito.test.armed")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"@class\":\"$\",\"command\":\"x\"}", "{\"@type\":\"$\",\"command\":\"x\"}",
			"{\"@c\":\"$\",\"command\":\"x\"}", "{\"type\":\"$\",\"command\":\"x\"}",
			"{\"class\":\"$\",\"command\":\"x\"}", "[\"$\",{\"command\":\"x\"}]", "{\"$\":{\"command\":\"x\"}}",
			"[[\"$\",{\"command\":\"x\"}]]", "{\"text\":{\"@class\":\"$\",\"command\":\"x\"}}",
			"{\"text\":[\"$\",{\"command\":\"x\"}]}", "{\"shape\":[\"$\",{\"command\":\"x\"}]}",
			"{\"shape\":{\"$\":{\"command\":\"x\"}}}", "{\"shape\":{\"@type\":\"$\",\"command\":\"x\"}}",
			"{\"any\":{\"@class\":\"$\",\"command\":\"x\"}}", "{\"any\":[\"$\",{\"command\":\"x\"}]}",
			"[\"java.lang.Class\",\"$\"]", "\"$\"" })
	void aNamedClassIsNeverMade(String template) {
		byte[] payload = template.replace("$", ARMED).getBytes(StandardCharsets.UTF_8);
		for (Type declared : DECLARED) {
			Object value;
			try {
				value = this.codec.typeOf(declared).decode(payload);
			}
			catch (ArtifactFormatException | io.musubito.artifact.UnstorableTypeException ex) {
				value = null;
			}
			assertThat(String.valueOf(value)).doesNotContain("ArmedClass@");
			assertNothingHappened();
		}
	}

	@Test
	void aTypeThatTheStoreNamesIsOneOfTheApplication() {
		assertThat(this.codec.findType(Letter.class.getName())).isPresent();
		assertThat(this.codec.findType("java.util.List<" + Letter.class.getName() + ">")).isPresent();
		for (String name : List.of(ARMED, "java.util.List<" + ARMED + ">",
				"java.util.Map<java.lang.String," + ARMED + ">", "[L" + ARMED + ";", "javax.script.ScriptEngineManager",
				"java.util.List<java.net.URL>", "java.io.File", "com.sun.rowset.JdbcRowSetImpl", "", "<", ">>>",
				"java.util.List<", "a".repeat(100_000))) {
			assertThat(this.codec.findType(name)).as(name).isEmpty();
			assertNothingHappened();
		}
	}

	record Letter(String text) {

	}

	record Holder(Shape shape, List<Letter> letters) {

	}

	sealed interface Shape permits Circle, Square {

	}

	record Circle(int radius) implements Shape {

	}

	record Square(int side) implements Shape {

	}

}
