package io.musubito.aop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.EffectContext;
import io.musubito.EffectKey;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.OnUnknown;
import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a declaration may say. Whatever can't work fails the start with one message: which
 * step, what, why, what to do.
 */
class StepDeclarationTests {

	@TempDir
	Path directory;

	static Stream<Arguments> refused() {
		return Stream.of(
				Arguments.of(WordAsTtl.class, "ttl = \"abc\" is not a duration", "simple style (30s, 10m, 1h, 7d)"),
				Arguments.of(HugeTtl.class, "ttl = \"99999999999999999d\" is not a duration", "simple style"),
				Arguments.of(NegativeTtl.class, "ttl is negative (PT-1H)", "Correct it"),
				Arguments.of(TtlWithoutValue.class, "ttl = \"${app.no.such.ttl}\" has a placeholder without a value",
						"Set the property"),
				Arguments.of(VersionWithoutValue.class, "version = \"${app.no.such.version}\" has a placeholder",
						"Set the property"),
				Arguments.of(WordAsStaleIfError.class, "staleIfError = \"x\" is not a duration", "simple style"),
				Arguments.of(KeyWithoutEnd.class, "key = \"#text.(\" is not a SpEL expression", "Correct it"),
				Arguments.of(KeyOfUnknown.class, "names #txet, but there is only [#a0, #p0, #text]",
						"Use one of these"),
				Arguments.of(KeyOfUnknownInside.class, "names #other", "Use one of these"),
				Arguments.of(KeyWithoutHash.class, "names text, but", "Use one of these"),
				Arguments.of(KeyOfArguments.class, "names length, but", "Use one of these"),
				Arguments.of(KeyOfBean.class, "names @tenants, but", "Use one of these"),
				Arguments.of(KeyOfFunction.class, "names #hash(#text), but", "Use one of these"),
				Arguments.of(UnlessWithoutEnd.class, "unless = \"#result ==\" is not a SpEL expression", "Correct it"),
				Arguments.of(UnlessOfUnknown.class, "names #answer, but there is only [#a0, #p0, #result, #text]",
						"Use one of these"),
				Arguments.of(NoSuchResource.class, "resource 'classpath:no/such/prompt.st' can't be read",
						"correct its location"),
				Arguments.of(AnyObject.class, "java.lang.Object can't be stored", "Declare the class of the result"),
				Arguments.of(ListOfAnything.class, "java.util.List<?> can't be stored", "Name the type"),
				Arguments.of(StreamResult.class, "It can be consumed once only", "Return a List"),
				Arguments.of(FutureResult.class, "What arrives later can't be stored", "Return the value itself"),
				Arguments.of(FutureOfAnything.class, "? can't be stored", "Name the type"),
				Arguments.of(RawFuture.class, "java.lang.Object can't be stored", "Declare the class of the result"),
				Arguments.of(MonoOfFlux.class, "reactor.core.publisher.Flux", "Return the value itself"),
				Arguments.of(ResultOfFuture.class, "What arrives later can't be stored", "Return the value itself"),
				Arguments.of(AnyPublisher.class, "What arrives later can't be stored", "Return the value itself"),
				Arguments.of(OnUnknownWithoutEffect.class, "it says onUnknown", "Remove it"),
				Arguments.of(TransactionalWithoutEffect.class, "it says transactional", "Remove it"),
				Arguments.of(EffectKeyWithoutEffect.class, "@EffectKey on a parameter", "Remove it"),
				Arguments.of(EffectContextWithoutEffect.class, "a parameter of type EffectContext", "Remove it"),
				Arguments.of(NoSamples.class, "its samples are 0", "from 1"),
				Arguments.of(SamplesOfText.class, "it does not return a List", "musubito.samples(5, () -> …)"),
				Arguments.of(SamplesOfSet.class, "it does not return a List", "musubito.samples(5, () -> …)"),
				Arguments.of(SamplesOfFuture.class, "it does not return a List", "musubito.samples(5, () -> …)"),
				Arguments.of(SamplesOfFlux.class, "it does not return a List", "musubito.samples(5, () -> …)"),
				Arguments.of(SamplesOfResult.class, "it does not return a List", "musubito.samples(5, () -> …)"),
				Arguments.of(EffectWithSamples.class, "it is an effect, which happens once", "Remove samples"),
				Arguments.of(EffectWithTtl.class, "it has a ttl", "Remove it"),
				Arguments.of(EffectWithStaleIfError.class, "it has a staleIfError", "Remove it"),
				Arguments.of(EffectWithoutReplay.class, "replay = false", "set forceReexecution"),
				Arguments.of(EffectWithUnless.class, "it has an unless", "Remove it"),
				Arguments.of(EffectWithProperties.class, "it declares resources or properties", "as an argument"),
				Arguments.of(EffectWithTwoKeys.class, "a key and parameters with @EffectKey", "Remove one"),
				Arguments.of(EffectWithIgnoredKey.class, "is annotated @MusubitoIgnore too", "Remove one"),
				Arguments.of(EffectWithFuture.class, "whose result arrives later", "Return the value itself"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void failsTheStartWithWhatAndWhyAndWhatToDo(Class<?> type, String what, String remedy) {
		Engine.in(this.directory).runner(Nothing.class).withBean(type).run((context) -> {
			assertThat(context.getStartupFailure()).isInstanceOf(StepDefinitionException.class);
			assertThat(StartupFailure.description(context)).startsWith("Step '").contains(what).contains(remedy);
			assertThat(StartupFailure.description(context)).contains(type.getName() + "#step");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ttl", "stale-if-error" })
	void refusesANegativeDurationOfTheConfiguration(String key) {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean(Keys.class)
			.withPropertyValues("musubito.steps.by-name." + key + "=-1h")
			.run((context) -> assertThat(StartupFailure.description(context)).contains("Step 'by-name'")
				.contains("is negative")
				.contains("musubito.steps"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "musubito.steps.effect.ttl=0", "musubito.defaults.external-effect.ttl=1h",
			"musubito.steps.effect.replay=false", "musubito.steps.effect.stale-if-error=1h" })
	void refusesConfigurationThatWouldPerformAnEffectAgain(String property) {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean(PlainEffect.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(StartupFailure.description(context)).contains("Step 'effect'")
				.contains("EXTERNAL_EFFECT")
				.contains("Remove it"));
	}

	@Test
	void refusesAnEffectOfTwoBeans() {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean("one", PlainEffect.class)
			.withBean("other", PlainEffect.class)
			.run((context) -> assertThat(StartupFailure.description(context)).contains("several beans of its class"));
	}

	@Test
	void acceptsWhatSpelOffersOverTheArguments() {
		Engine.in(this.directory).runner(Nothing.class).withBean(Keys.class).run((context) -> {
			Keys keys = context.getBean(Keys.class);
			assertThat(keys.byName(List.of("a", "b"), Map.of("id", "1")))
				.isEqualTo(keys.byName(List.of("a", "ignored"), Map.of("id", "1", "x", "y")));
			assertThat(keys.projected(List.of("a", "bb"))).isEqualTo(keys.projected(List.of("c", "dd")))
				.isNotEqualTo(keys.projected(List.of("c", "d")));
		});
	}

	@Test
	void refusesAKeyThatIsNullOrFailsBeforeTheMethodRuns() {
		Engine.in(this.directory).runner(Nothing.class).withBean(Keys.class).run((context) -> {
			Keys keys = context.getBean(Keys.class);
			assertThatExceptionOfType(UnhashableInputException.class)
				.isThrownBy(() -> keys.byName(List.of("a"), Map.of()))
				.withMessageContaining("Step 'by-name'")
				.withMessageContaining("is null for these arguments")
				.withMessageContaining("Use a key that has a value");
			assertThatExceptionOfType(UnhashableInputException.class)
				.isThrownBy(() -> keys.byName(List.of(), Map.of("id", "secret")))
				.withMessageContaining("Step 'by-name'")
				.withMessageContaining("can't be evaluated")
				.withMessageNotContaining("secret");
			assertThat(keys.count()).isZero();
		});
	}

	@Test
	void resolvesPlaceholdersOfDurations() {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean(TtlWithoutValue.class)
			.withPropertyValues("app.no.such.ttl=5m")
			.run((context) -> assertThat(context.getBean(StepDefinitions.class).all()).singleElement()
				.satisfies((step) -> assertThat(step.ttl()).isEqualTo(Duration.ofMinutes(5))));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	static class Keys {

		private final AtomicInteger counter = new AtomicInteger();

		int count() {
			return this.counter.get();
		}

		@MusubitoStep(name = "by-name", key = "#options['id'] == null ? null : {#names[0], #options['id']}")
		String byName(List<String> names, Map<String, String> options) {
			return names + " " + this.counter.incrementAndGet();
		}

		@MusubitoStep(key = "#names.![length()]")
		String projected(List<String> names) {
			return names + " " + this.counter.incrementAndGet();
		}

	}

	static class WordAsTtl {

		@MusubitoStep(ttl = "abc")
		String step(String text) {
			return text;
		}

	}

	static class HugeTtl {

		@MusubitoStep(ttl = "99999999999999999d")
		String step(String text) {
			return text;
		}

	}

	static class NegativeTtl {

		@MusubitoStep(ttl = "-1h")
		String step(String text) {
			return text;
		}

	}

	static class TtlWithoutValue {

		@MusubitoStep(ttl = "${app.no.such.ttl}")
		String step(String text) {
			return text;
		}

	}

	static class VersionWithoutValue {

		@MusubitoStep(version = "${app.no.such.version}")
		String step(String text) {
			return text;
		}

	}

	static class WordAsStaleIfError {

		@MusubitoStep(staleIfError = "x")
		String step(String text) {
			return text;
		}

	}

	static class KeyWithoutEnd {

		@MusubitoStep(key = "#text.(")
		String step(String text) {
			return text;
		}

	}

	static class KeyOfUnknown {

		@MusubitoStep(key = "#txet")
		String step(String text) {
			return text;
		}

	}

	static class KeyOfUnknownInside {

		@MusubitoStep(key = "#text.concat(#other)")
		String step(String text) {
			return text;
		}

	}

	static class KeyWithoutHash {

		@MusubitoStep(key = "text")
		String step(String text) {
			return text;
		}

	}

	static class KeyOfArguments {

		@MusubitoStep(key = "length")
		String step(String text) {
			return text;
		}

	}

	static class KeyOfBean {

		@MusubitoStep(key = "@tenants.current()")
		String step(String text) {
			return text;
		}

	}

	static class KeyOfFunction {

		@MusubitoStep(key = "#hash(#text)")
		String step(String text) {
			return text;
		}

	}

	static class UnlessWithoutEnd {

		@MusubitoStep(unless = "#result ==")
		String step(String text) {
			return text;
		}

	}

	static class UnlessOfUnknown {

		@MusubitoStep(unless = "#answer.isBlank()")
		String step(String text) {
			return text;
		}

	}

	static class NoSuchResource {

		@MusubitoStep(resources = "classpath:no/such/prompt.st")
		String step(String text) {
			return text;
		}

	}

	static class AnyObject {

		@MusubitoStep
		Object step(String text) {
			return text;
		}

	}

	static class ListOfAnything {

		@MusubitoStep
		List<?> step(String text) {
			return List.of(text);
		}

	}

	static class StreamResult {

		@MusubitoStep
		Stream<String> step(String text) {
			return Stream.of(text);
		}

	}

	static class FutureResult {

		@MusubitoStep
		Future<String> step(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

	static class FutureOfAnything {

		@MusubitoStep
		CompletableFuture<?> step(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

	static class RawFuture {

		@MusubitoStep
		@SuppressWarnings("rawtypes")
		CompletableFuture step(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

	static class MonoOfFlux {

		@MusubitoStep
		Mono<Flux<String>> step(String text) {
			return Mono.just(Flux.just(text));
		}

	}

	static class ResultOfFuture {

		@MusubitoStep
		MusubitoResult<CompletableFuture<String>> step(String text) {
			return MusubitoResult.of(CompletableFuture.completedFuture(text));
		}

	}

	static class AnyPublisher {

		@MusubitoStep
		Publisher<String> step(String text) {
			return Flux.just(text);
		}

	}

	static class TransactionalWithoutEffect {

		@MusubitoStep(transactional = true)
		String step(String text) {
			return "";
		}

	}

	static class EffectKeyWithoutEffect {

		@MusubitoStep(name = "no-effect")
		String step(@EffectKey String text) {
			return "";
		}

	}

	static class EffectContextWithoutEffect {

		@MusubitoStep(name = "no-effect")
		String step(String text, EffectContext effect) {
			return "";
		}

	}

	static class EffectWithTtl {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, ttl = "1h")
		String step(String text) {
			return "";
		}

	}

	static class EffectWithStaleIfError {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, staleIfError = "1h")
		String step(String text) {
			return "";
		}

	}

	static class EffectWithoutReplay {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, replay = false)
		String step(String text) {
			return "";
		}

	}

	static class EffectWithUnless {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, unless = "#result == null")
		String step(String text) {
			return "";
		}

	}

	static class EffectWithProperties {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, properties = "app.tone")
		String step(String text) {
			return "";
		}

	}

	static class EffectWithTwoKeys {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT, key = "#text")
		String step(@EffectKey String text) {
			return "";
		}

	}

	static class EffectWithIgnoredKey {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT)
		String step(@EffectKey @MusubitoIgnore String text) {
			return "";
		}

	}

	static class EffectWithFuture {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT)
		CompletableFuture<String> step(String text) {
			return CompletableFuture.completedFuture("");
		}

	}

	static class PlainEffect {

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT)
		String step(String text) {
			return "";
		}

	}

	static class OnUnknownWithoutEffect {

		@MusubitoStep(onUnknown = OnUnknown.RETRY)
		String step(String text) {
			return text;
		}

	}

	static class NoSamples {

		@MusubitoStep(samples = 0)
		List<String> step(String text) {
			return List.of(text);
		}

	}

	static class SamplesOfText {

		@MusubitoStep(samples = 5)
		String step(String text) {
			return text;
		}

	}

	static class SamplesOfSet {

		@MusubitoStep(samples = 5)
		Set<String> step(String text) {
			return Set.of(text);
		}

	}

	static class SamplesOfFuture {

		@MusubitoStep(samples = 5)
		CompletableFuture<List<String>> step(String text) {
			return CompletableFuture.completedFuture(List.of(text));
		}

	}

	static class SamplesOfFlux {

		@MusubitoStep(samples = 5)
		Flux<String> step(String text) {
			return Flux.just(text);
		}

	}

	static class SamplesOfResult {

		@MusubitoStep(samples = 5)
		MusubitoResult<List<String>> step(String text) {
			return MusubitoResult.of(List.of(text));
		}

	}

	static class EffectWithSamples {

		@MusubitoStep(type = StepType.EXTERNAL_EFFECT, samples = 5)
		List<String> step(String text) {
			return List.of(text);
		}

	}

}
