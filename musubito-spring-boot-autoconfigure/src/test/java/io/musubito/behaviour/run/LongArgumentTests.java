package io.musubito.behaviour.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Arguments that are longer than what one would read of a stranger.
 */
@Tag("slow")
@Timeout(55)
class LongArgumentTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Work work;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.work = this.context.getBean(Work.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	static Stream<Argument> arguments() {
		JsonNode deep = JsonNodeFactory.instance.numberNode(1);
		Tree tree = null;
		for (int i = 0; i < 200; i++) {
			deep = JsonNodeFactory.instance.arrayNode().add(deep);
			tree = new Tree(List.of(new Tree(null)), tree);
		}
		return Stream.of(Argument.of(BigInteger.TEN.pow(1_500)), Argument.of(BigInteger.TEN.pow(150_000).negate()),
				new Argument(null, new BigDecimal("1E+1000000"), null, null, null, null),
				new Argument(null, new BigDecimal("-1.5E-200000"), null, null, null, null),
				new Argument(null, new BigDecimal(BigInteger.ONE.shiftLeft(9_000), 300), null, null, null, null),
				new Argument(null, null, "x".repeat(21_000_000), null, null, null),
				new Argument(null, null, null, new LinkedHashMap<>(Map.of("k".repeat(60_000), 1)), null, null),
				new Argument(null, null, null, null, deep, null), new Argument(null, null, null, null, null, tree));
	}

	@ParameterizedTest
	@MethodSource("arguments")
	void areStoredReadBackAndCompared(Argument argument) {
		this.work.fail(true);
		assertThatIllegalStateException().isThrownBy(() -> this.work.pipeline(argument)).withMessage("planted");
		this.work.fail(false);
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		RunView resumed = runs.resume(runs.recent(1).get(0).runId());
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(resumed.steps().get(0).outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(this.work.pipeline(Argument.of(BigInteger.ONE))).isEqualTo(Argument.of(BigInteger.ONE));
		assertThat(runs.find(runs.recent(1).get(0).runId()).orElseThrow().steps().get(0).why()).isNotNull();
	}

	record Tree(@Nullable List<Tree> leaves, @Nullable Tree rest) {

		Tree(@Nullable List<Tree> leaves) {
			this(leaves, null);
		}

	}

	record Argument(@Nullable BigInteger integer, @Nullable BigDecimal decimal, @Nullable String text,
			@Nullable Map<String, Integer> map, @Nullable JsonNode json, @Nullable Tree tree) {

		static Argument of(BigInteger integer) {
			return new Argument(integer, null, null, null, null, null);
		}

		@Override
		public String toString() {
			return (this.integer != null) ? this.integer.bitLength() + " bits"
					: (this.decimal != null) ? "scale " + this.decimal.scale() : "text, map or tree";
		}

	}

	static class Work {

		@MusubitoIgnore
		private volatile boolean failing;

		private final Steps steps;

		Work(Steps steps) {
			this.steps = steps;
		}

		void fail(boolean now) {
			this.failing = now;
		}

		@MusubitoPipeline("work")
		Argument pipeline(Argument argument) {
			Argument same = this.steps.same(argument);
			if (this.failing) {
				throw new IllegalStateException("planted");
			}
			return same;
		}

	}

	static class Steps {

		@MusubitoStep
		Argument same(Argument argument) {
			return argument;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Work work(Steps steps) {
			return new Work(steps);
		}

	}

}
