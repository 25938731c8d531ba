package io.musubito.artifact;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnstorableTypeTests {

	private static final ArtifactCodec codec = ArtifactSamples.codec();

	static List<Arguments> refused() {
		List<Arguments> refused = new ArrayList<>();
		refused.add(Arguments.of(Object.class, "$ is declared as Object"));
		refused.add(Arguments.of(List.class, "$ is declared as java.util.List: with no type argument"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<List<?>>() {
		}), "with the wildcard ?"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Map<String, List<?>>>() {
		}), "with the wildcard ?"));
		refused.add(Arguments.of(Variables.class.getTypeParameters()[0], "$ has the type variable T"));
		refused.add(Arguments.of(OpenField.class, "$.items is declared as java.util.List<?>"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Stream<String>>() {
		}), "Return a List"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Optional<Iterator<String>>>() {
		}), "$ is a java.util.Iterator. It can be consumed once only"));
		refused.add(Arguments.of(InputStream.class, "It is open for a while only"));
		refused.add(Arguments.of(ByteArrayInputStream[].class, "$[] is a java.io.ByteArrayInputStream"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Map<String, List<Nested>>>() {
		}), "$.*[].reader is a java.io.Reader"));
		refused.add(Arguments.of(Connection.class, "$ is a " + Connection.class.getName() + ". It is open"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<CompletableFuture<String>>() {
		}), "What arrives later can't be stored before it is there. Return the value itself, or"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Future<String>>() {
		}), "What arrives later"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Mono<String>>() {
		}), "What arrives later"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<List<Flux<String>>>() {
		}), "$[] is a reactor.core.publisher.Flux"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Supplier<String>>() {
		}), "Code can't be stored"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Map<String, Function<String, Integer>>>() {
		}), "$.* is a java.util.function.Function"));
		refused.add(Arguments.of(Runnable.class, "Code can't be stored"));
		refused.add(Arguments.of(Thread.class, "Code can't be stored"));
		refused.add(Arguments.of(Class.class, "no type argument"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Class<String>>() {
		}), "It is no value that could be read back"));
		refused.add(Arguments.of(IllegalStateException.class, "An exception can't be read back as it was"));
		refused.add(Arguments.of(Path.class, "What it names would not be stored"));
		refused.add(Arguments.of(Resource.class, "Return its content"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<ResponseEntity<String>>() {
		}), "Return its body"));
		refused.add(Arguments.of(Inner.class, "Make the class static"));
		refused.add(Arguments.of(Speaking.class, "make it sealed, or annotate it with @JsonTypeInfo"));
		refused.add(Arguments.of(Base.class, "which is abstract"));
		refused.add(Arguments.of(HalfOpen.class, "$(Open) is a " + Open.class.getName() + ", which is abstract"));
		refused.add(Arguments.of(Holder.class, "$.shape(Bad).input is a java.io.InputStream"));
		refused.add(Arguments.of(OtherNames.class, "has a parameter 'given' without a stored field of that name"));
		refused.add(Arguments.of(Ignoring.class, "has a parameter 'note' without a stored field"));
		refused.add(Arguments.of(Unset.class, "field 'b' is stored but can't be set"));
		refused.add(Arguments.of(TwoConstructors.class, "which can't be created again"));
		refused.add(Arguments.of(NoFields.class, "has no fields"));
		refused.add(Arguments.of(type(new ParameterizedTypeReference<Map<ArtifactSamples.Money, String>>() {
		}), "has keys of type"));
		refused.add(Arguments.of(Named.class, "'name', which would be lost"));
		return refused;
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesWithPlaceReasonAndRemedy(Type type, String message) {
		assertThatExceptionOfType(UnstorableTypeException.class).isThrownBy(() -> codec.typeOf(type))
			.withMessageStartingWith(type.getTypeName() + " can't be stored: $")
			.withMessageContaining(message)
			.withMessageMatching(".*\\.");
	}

	@Test
	void acceptsAnythingInsideOfContainers() {
		assertThat(codec.typeOf(type(new ParameterizedTypeReference<Map<String, Object>>() {
		}))).isNotNull();
		assertThat(codec.typeOf(type(new ParameterizedTypeReference<List<? extends Number>>() {
		}))).isNotNull();
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	static class Variables<T> {

	}

	record OpenField(List<?> items) {
	}

	record Nested(Reader reader) {
	}

	record Connection(String url) implements AutoCloseable {

		@Override
		public void close() {
		}

	}

	class Inner {

		String text = "";

	}

	interface Speaking {

		String text();

	}

	abstract static class Base {

		String text = "";

	}

	sealed interface HalfOpen permits Open, Shut {

	}

	non-sealed interface Open extends HalfOpen {

	}

	record Shut(int a) implements HalfOpen {
	}

	record Holder(Shape shape) {
	}

	sealed interface Shape permits Bad {

	}

	record Bad(InputStream input) implements Shape {
	}

	static final class OtherNames {

		private final String text;

		OtherNames(String given) {
			this.text = given.trim();
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	record Ignoring(String text, @JsonIgnore String note) {
	}

	static final class Unset {

		private final String a;

		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		private String b = "";

		Unset(String a) {
			this.a = a;
		}

		@Override
		public String toString() {
			return this.a + this.b;
		}

	}

	static final class TwoConstructors {

		private final int a;

		TwoConstructors(int a) {
			this.a = a;
		}

		TwoConstructors(String a) {
			this.a = a.length();
		}

		@Override
		public String toString() {
			return "" + this.a;
		}

	}

	static final class NoFields {

	}

	static final class Named extends ArrayList<String> {

		private String name = "";

		@Override
		public String toString() {
			return this.name;
		}

	}

}
