package io.musubito.test;

import java.nio.file.Path;

import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static io.musubito.test.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunAssertTests {

	@TempDir
	private Path directory;

	@Test
	void saysHowStepsWereAnswered() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Desk.class)) {
			Desk.Letters letters = context.getBean(Desk.Letters.class);
			Musubito musubito = context.getBean(Musubito.class);
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			musubito.pipeline("letters", () -> letters.write("why?"));
			RunView executed = last(runs);
			assertThatRun(executed).succeeded()
				.executed("draft", "letter")
				.hasSteps("letter", "draft")
				.spentNoTokens()
				.neverCalled("charge");
			musubito.pipeline("letters", () -> letters.write("why?"));
			assertThatRun(last(runs)).replayed("letter").hasSteps("letter").executedNothing();
			refuses(() -> assertThatRun(executed).replayed("draft"), "step 'draft' was replayed");
			refuses(() -> assertThatRun(executed).executed("charge"), "step 'charge' was executed");
			refuses(() -> assertThatRun(executed).failed(), "its status is FAILED");
			refuses(() -> assertThatRun(executed).failed("draft"), "step 'draft' was failed");
			refuses(() -> assertThatRun(executed).hasSteps("draft"), "exactly the steps [draft]");
			refuses(() -> assertThatRun(executed).neverCalled("draft"), "never called step 'draft'");
			refuses(() -> assertThatRun(executed).executedNothing(), "executed no step");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRun(runs.recent(1).get(0)).executedNothing())
				.withMessageContaining("MusubitoRuns.find(runId)");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThatRun(null).succeeded());
		}
	}

	private static RunView last(MusubitoRuns runs) {
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static void refuses(Runnable assertion, String expected) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.withMessageContaining(expected)
			.withMessageContaining("1 draft EXECUTED (first execution)")
			.withMessageContaining("2 letter EXECUTED");
	}

}
