package io.musubito.behaviour.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.UnknownLineageException;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An object that others hold as well tells nothing of where it came from; one that was
 * made for the caller does.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SharedResultTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Musubito musubito;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	private void restart() {
		stop();
		start();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aLiteralThatAConstructorPutInIsNoLineage() {
		assertThat(this.steps.options("x").language()).isSameAs("en");
		assertThat(upstream("en")).isEmpty();
	}

	@Test
	void aLiteralInAReplayedResultIsNoLineageEither() {
		this.steps.options("x");
		restart();
		assertThat(this.steps.options("x").language()).isSameAs("en");
		assertThat(upstream("en")).isEmpty();
	}

	@Test
	void neitherAreConstantsCachedInstancesAndInternedTexts() {
		for (int i = 0; i < 2; i++) {
			Letter letter = this.steps.letter("x");
			assertThat(letter.address()).isSameAs(Address.UNKNOWN);
			assertThat(upstream(Address.UNKNOWN)).isEmpty();
			Pooled pooled = this.steps.pooled("x");
			assertThat(pooled.name()).isSameAs(Pooled.POOL.get("name of x"));
			assertThat(upstream(pooled.name())).isEmpty();
			Answer answer = this.steps.answer("x");
			assertThat(answer.sure()).isSameAs(BooleanNode.TRUE);
			assertThat(upstream(BooleanNode.TRUE)).isEmpty();
			assertThat(upstream(answer.text())).containsExactly(id(answer));
			restart();
		}
	}

	@Test
	void elementsOfAStreamMayHoldLiteralsToo() {
		List<Options> options = this.steps.stream("x").collectList().block();
		assertThat(options).hasSize(2);
		assertThat(upstream("en")).isEmpty();
		restart();
		this.steps.stream("x").collectList().block();
		assertThat(upstream("fr")).isEmpty();
	}

	@Test
	void aSharedResultIsToldAndRefusedWhereItsOriginIsAskedFor(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger("io.musubito.execution.Origins");
		logger.setLevel(Level.INFO);
		Country fromA = this.steps.countryA("x");
		logger.setLevel(null);
		assertThat(this.steps.countryB("x")).isSameAs(fromA);
		assertThatExceptionOfType(UnknownLineageException.class).isThrownBy(() -> this.musubito.resultOf(fromA))
			.withMessageContaining("others hold this object of type " + Country.class.getName())
			.withMessageContaining("MusubitoResult");
		assertThatExceptionOfType(UnknownLineageException.class).isThrownBy(() -> this.musubito.merge(fromA))
			.withMessageContaining("others hold this object");
		assertThat(upstream(fromA)).isEmpty();
		assertThat(output).contains("Step 'country-a' returns an object that others hold as well");
	}

	@Test
	void aMusubitoResultOfASharedObjectSaysWhereItCameFrom() {
		MusubitoResult<Country> result = this.steps.countryResult("x");
		String draft = this.musubito.resultOf(this.steps.draft(List.of(result))).nodeId();
		assertThat(view(draft).upstream()).containsExactly(result.nodeId());
		assertThat(this.context.getBean(MusubitoLineage.class).invalidate(result.nodeId())).isEqualTo(2);
	}

	@Test
	void whatWasMadeForTheCallerIsLineageBeforeAndAfterARestart() {
		for (int i = 0; i < 2; i++) {
			Options options = this.steps.options("x");
			Letter letter = this.steps.letter("y");
			assertThat(upstream(options)).containsExactly(id(options));
			assertThat(upstream(letter.text())).containsExactly(id(letter));
			assertThat(upstream(letter.address().city())).containsExactly(id(letter));
			restart();
		}
	}

	@Test
	void recordsCountByFieldWhateverTheirAccessorsShow() {
		String facts = this.steps.facts("x");
		assertThat(upstream(new Masked(facts))).containsExactly(id(facts));
		assertThat(upstream(new Failing(facts))).containsExactly(id(facts));
	}

	@Test
	void keysOfMapsAndDeepPartsAreArguments() {
		String facts = this.steps.facts("x");
		assertThat(upstream(Map.of(facts, 1))).containsExactly(id(facts));
		assertThat(upstream(Map.entry(facts, 1))).containsExactly(id(facts));
		assertThat(upstream(nested(facts, 20))).containsExactly(id(facts));
	}

	@Test
	void whatIsNestedTooDeeplyIsTold(CapturedOutput output) {
		String facts = this.steps.facts("x");
		assertThat(upstream(nested(facts, 40))).isEmpty();
		assertThat(upstream(nested(facts, 50))).isEmpty();
		assertThat(output.getOut().split("not known from which steps all of argument 'input' came", -1)).hasSize(2);
	}

	private static Object nested(Object content, int levels) {
		Object nested = content;
		for (int i = 0; i < levels; i++) {
			nested = new ArrayList<>(List.of(nested));
		}
		return nested;
	}

	private List<String> upstream(Object argument) {
		return view(id(this.steps.draft(argument))).upstream();
	}

	private String id(Object result) {
		return this.musubito.resultOf(result).nodeId();
	}

	private NodeView view(String nodeId) {
		return this.context.getBean(MusubitoLineage.class).find(nodeId).orElseThrow();
	}

	record Options(String language) {

		Options {
			language = switch (language) {
				case "fr", "FR" -> "fr";
				default -> "en";
			};
		}

	}

	record Address(String city) {

		static final Address UNKNOWN = new Address("?");

	}

	record Letter(String text, Address address) {

		Letter {
			address = (address == null || address.equals(Address.UNKNOWN)) ? Address.UNKNOWN : address;
		}

	}

	record Pooled(String name) {

		static final ConcurrentMap<String, String> POOL = new ConcurrentHashMap<>();

		Pooled {
			name = POOL.computeIfAbsent(name, (same) -> same);
		}

	}

	record Answer(JsonNode sure, JsonNode text) {

	}

	static final class Country {

		private static final ConcurrentMap<String, Country> ALL = new ConcurrentHashMap<>();

		@JsonValue
		private final String code;

		private Country(String code) {
			this.code = code;
		}

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static Country of(String code) {
			return ALL.computeIfAbsent(code, Country::new);
		}

	}

	record Masked(String number) {

		@Override
		public String number() {
			return "****";
		}

	}

	record Failing(String text) {

		@Override
		public String text() {
			throw new IllegalStateException("not to be shown");
		}

	}

	static class Steps {

		@MusubitoStep(name = "facts")
		String facts(String text) {
			return "facts of " + text;
		}

		@MusubitoStep(name = "options")
		Options options(String text) {
			return new Options(text);
		}

		@MusubitoStep(name = "letter")
		Letter letter(String text) {
			return new Letter(text + "!", text.equals("y") ? new Address("Berlin") : null);
		}

		@MusubitoStep(name = "pooled")
		Pooled pooled(String text) {
			return new Pooled("name of " + text);
		}

		@MusubitoStep(name = "answer")
		Answer answer(String text) {
			return new Answer(BooleanNode.TRUE, StringNode.valueOf(text));
		}

		@MusubitoStep(name = "stream")
		Flux<Options> stream(String text) {
			return Flux.just(new Options(text), new Options("FR"));
		}

		@MusubitoStep(name = "country-a")
		Country countryA(String text) {
			return Country.of("DE");
		}

		@MusubitoStep(name = "country-b")
		Country countryB(String text) {
			return Country.of("DE");
		}

		@MusubitoStep(name = "country-result")
		MusubitoResult<Country> countryResult(String text) {
			return MusubitoResult.of(Country.of("DE"));
		}

		@MusubitoStep(name = "draft", key = "T(java.lang.System).identityHashCode(#input)")
		String draft(@Nullable Object input) {
			return "draft";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

	}

}
