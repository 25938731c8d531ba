package io.musubito.hostile;

import java.nio.file.Path;

import io.musubito.EffectInDoubtException;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.RunNotResumableException;
import io.musubito.StepType;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is larger than may be kept reaches the caller and is not kept.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LargeContentTests {

	private static final int LARGE = 3_000;

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	@BeforeEach
	void start() {
		Steps.executed = 0;
		Steps.sent = 0;
		Steps.counted = 0;
		this.context = Engine.in(this.directory).start(Application.class, "musubito.artifact.max-size=2KB");
		this.steps = this.context.getBean(Steps.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private NodeView node(String operation) {
		return this.context.getBean(MusubitoLineage.class)
			.graph(GraphQuery.operation(operation))
			.nodes()
			.stream()
			.filter((node) -> node.operation().equals(operation))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void aLargeResultReachesItsCallerEachTimeAndSaysWhyItIsNotKept(CapturedOutput output) {
		for (int i = 1; i <= 3; i++) {
			String result = this.steps.repeat("x", LARGE);
			assertThat(result).hasSize(LARGE);
			assertThat(this.steps.length(result)).isEqualTo(LARGE);
			assertThat(Steps.executed).isEqualTo(i);
		}
		assertThat(node("repeat").why().reason()).isEqualTo(Reason.ARTIFACT_CORRUPT);
		assertThat(node("repeat").why().toString())
			.contains("it has 3002 bytes, and musubito.artifact.max-size is 2048");
		assertThat(output).contains("A result is not kept");
		this.steps.repeat("x", 10);
		this.steps.repeat("x", 10);
		assertThat(Steps.executed).isEqualTo(4);
	}

	@Test
	void anEffectWithALargeResultIsNotPerformedAgain() {
		assertThat(this.steps.send(LARGE)).hasSize(LARGE);
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> this.steps.send(LARGE))
			.withMessageContaining("it has 3002 bytes")
			.withMessageContaining("It is not performed again");
		assertThat(Steps.sent).isOne();
	}

	@Test
	void largeInputsAndArgumentsAreNotKept() {
		this.context.getBean(Desk.class).issue("y".repeat(LARGE));
		this.context.getBean(Desk.class).issue("y".repeat(LARGE));
		assertThat(Steps.executed).as("replays need no inputs").isZero();
		assertThat(Steps.counted).isOne();
		assertThat(this.context.getBean(Store.class).lineage().find(node("count").nodeId()).orElseThrow().inputs())
			.isNull();
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		assertThatExceptionOfType(RunNotResumableException.class)
			.isThrownBy(() -> runs.resume(runs.recent(1).get(0).runId()))
			.withMessageContaining("musubito.artifact.max-size is 2048");
	}

	@Test
	void aLimitThatCantBeMeantIsRefused() {
		for (String size : new String[] { "0B", "1023B", "1GB", "-1MB" }) {
			new ApplicationContextRunner()
				.withConfiguration(org.springframework.boot.autoconfigure.AutoConfigurations
					.of(io.musubito.autoconfigure.MusubitoAutoConfiguration.class))
				.withPropertyValues("musubito.artifact.max-size=" + size, "musubito.store.type=memory")
				.run((started) -> assertThat(started).getFailure()
					.rootCause()
					.hasMessageContaining("musubito.artifact.max-size is ")
					.hasMessageContaining("Set it to 1KB or more"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Desk desk(Steps steps) {
			return new Desk(steps);
		}

	}

	static class Steps {

		@io.musubito.MusubitoIgnore
		static int executed;

		@io.musubito.MusubitoIgnore
		static int sent;

		@io.musubito.MusubitoIgnore
		static int counted;

		@MusubitoStep(name = "repeat")
		String repeat(String text, int times) {
			executed++;
			return text.repeat(times);
		}

		@MusubitoStep(name = "length")
		int length(String text) {
			return text.length();
		}

		@MusubitoStep(name = "count")
		int count(String text) {
			counted++;
			return text.length();
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(int length) {
			sent++;
			return "z".repeat(length);
		}

	}

	static class Desk {

		private final Steps steps;

		Desk(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("issue")
		int issue(String text) {
			return this.steps.count(text);
		}

	}

}
