package io.musubito.aop;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.step.StepRegistry;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each attribute of the annotation does to what is stored. An attribute that is not
 * listed fails the test: somebody has to decide.
 */
@Tag("slow")
class StepAttributeTests {

	/** Changes what a stored result means, and therefore the identity. */
	private static final Map<String, Class<?>> COUNT = Map.of("type", WithType.class, "version", WithVersion.class,
			"resources", WithResources.class, "properties", WithProperties.class, "key", WithKey.class, "unless",
			WithUnless.class);

	/** Is asked at each call, whatever was stored. */
	private static final Map<String, Class<?>> AT_EACH_CALL = Map.of("ttl", WithTtl.class, "replay", WithReplay.class,
			"forceReexecution", WithForce.class, "staleIfError", WithStaleIfError.class);

	/** Is no attribute of steps whose results are computed, and asked at each call. */
	private static final Set<String> OF_EFFECTS = Set.of("onUnknown", "transactional");

	/** Says how many calls there are, each of which has its number as a component. */
	private static final Set<String> OF_SEVERAL_CALLS = Set.of("samples");

	@TempDir
	Path directory;

	@Test
	void eachAttributeIsDecidedOn() {
		assertThat(Arrays.stream(MusubitoStep.class.getDeclaredMethods()).map(Method::getName))
			.containsExactlyInAnyOrderElementsOf(Stream
				.of(Stream.of("name"), COUNT.keySet().stream(), AT_EACH_CALL.keySet().stream(), OF_EFFECTS.stream(),
						OF_SEVERAL_CALLS.stream())
				.flatMap((names) -> names)
				.toList());
	}

	@ParameterizedTest
	@CsvSource({ "ttl,ttl", "replay,replay", "forceReexecution,force-reexecution", "version,version",
			"staleIfError,stale-if-error" })
	void whatThePropertiesOverrideSaysSo(String attribute, String property) throws IOException {
		assertThat(documentation(attribute)).contains("{@code musubito.steps.<operation>." + property + "}");
	}

	@Test
	void eachAttributeSaysWhatItIsByDefaultAndHowItIsWithEffects() throws IOException {
		for (Method attribute : MusubitoStep.class.getDeclaredMethods()) {
			String documentation = documentation(attribute.getName());
			assertThat(documentation).as(attribute.getName()).containsAnyOf("default", "Empty:");
			if (!attribute.getName().equals("name") && !attribute.getName().equals("key")) {
				assertThat(documentation).as(attribute.getName()).containsIgnoringCase("effect");
			}
		}
	}

	private static String documentation(String attribute) throws IOException {
		String source = Files.readString(
				Path.of("src", "main", "java").resolve(MusubitoStep.class.getName().replace('.', '/') + ".java"));
		int end = source.indexOf(" " + attribute + "() default");
		return source.substring(source.lastIndexOf("/**", end), end).replaceAll("\\s*\\n\\s*\\* ?", " ");
	}

	static Stream<Map.Entry<String, Class<?>>> counts() {
		return COUNT.entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource
	void counts(Map.Entry<String, Class<?>> attribute) {
		assertThat(start(attribute.getValue()).components).isNotEqualTo(start(Plain.class).components);
	}

	static Stream<Map.Entry<String, Class<?>>> isAskedAtEachCall() {
		return AT_EACH_CALL.entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource
	void isAskedAtEachCall(Map.Entry<String, Class<?>> attribute) {
		Started plain = start(Plain.class);
		Started changed = start(attribute.getValue());
		assertThat(changed.components).isEqualTo(plain.components);
		assertThat(changed.definition).isNotEqualTo(plain.definition);
	}

	@Test
	void whiteSpaceInAnExpressionDoesNotCountAndThePositionIsThatOfTheName() {
		assertThat(start(WithSpaces.class).components).isEqualTo(start(WithKey.class).components);
		assertThat(start(WithPosition.class).components).isEqualTo(start(WithKey.class).components);
	}

	private Started start(Class<?> bean) {
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(bean, "musubito.fingerprint.code=none", "app.tone=kind", "spring.ai.openai.chat.model=small")) {
			StepRegistry registry = context.getBean(StepRegistry.class);
			return new Started(registry.find("step").orElseThrow(), registry.components("step"));
		}
	}

	private record Started(StepDefinition definition, SortedMap<String, String> components) {

	}

	static class Plain {

		@MusubitoStep(name = "step")
		String step(String text) {
			return text;
		}

	}

	static class WithType {

		@MusubitoStep(name = "step", type = StepType.STOCHASTIC)
		String step(String text) {
			return text;
		}

	}

	static class WithVersion {

		@MusubitoStep(name = "step", version = "2")
		String step(String text) {
			return text;
		}

	}

	static class WithResources {

		@MusubitoStep(name = "step", resources = "classpath:io/musubito/identity/golden-vectors.txt")
		String step(String text) {
			return text;
		}

	}

	static class WithProperties {

		@MusubitoStep(name = "step", properties = "app.tone")
		String step(String text) {
			return text;
		}

	}

	static class WithKey {

		@MusubitoStep(name = "step", key = "#text.length()")
		String step(String text) {
			return text;
		}

	}

	static class WithSpaces {

		@MusubitoStep(name = "step", key = " #text . length( )")
		String step(String text) {
			return text;
		}

	}

	static class WithPosition {

		@MusubitoStep(name = "step", key = "#p0.length()")
		String step(String text) {
			return text;
		}

	}

	static class WithUnless {

		@MusubitoStep(name = "step", unless = "#result.isEmpty()")
		String step(String text) {
			return text;
		}

	}

	static class WithTtl {

		@MusubitoStep(name = "step", ttl = "1h")
		String step(String text) {
			return text;
		}

	}

	static class WithReplay {

		@MusubitoStep(name = "step", replay = false)
		String step(String text) {
			return text;
		}

	}

	static class WithForce {

		@MusubitoStep(name = "step", forceReexecution = true)
		String step(String text) {
			return text;
		}

	}

	static class WithStaleIfError {

		@MusubitoStep(name = "step", staleIfError = "1h")
		String step(String text) {
			return text;
		}

	}

}
