package io.musubito.aop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.musubito.MusubitoRuns;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another number of samples in the annotation leaves those that are drawn.
 */
class RaisedSamplesTests {

	private static final String MAIN = """
			package com.acme;

			import io.musubito.*;
			import java.util.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				@Bean static Writer writer() { return new Writer(); }

				@Bean static Desk desk(Writer writer) { return new Desk(writer); }

				static class Writer {
					@MusubitoStep(name = "titles", type = StepType.STOCHASTIC, samples = %d)
					public List<String> titles(String text) { return List.of(text + System.nanoTime()); }
				}

				static class Desk implements Runnable {
					private final Writer writer;
					Desk(Writer writer) { this.writer = writer; }
					@MusubitoPipeline("desk")
					public void run() { this.writer.titles("a"); }
				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void drawsWhatIsMissing() throws Exception {
		assertThat(outcomes(5)).hasSize(5).containsOnly(StepOutcome.EXECUTED);
		assertThat(outcomes(8)).hasSize(8)
			.startsWith(StepOutcome.REPLAYED, StepOutcome.REPLAYED, StepOutcome.REPLAYED, StepOutcome.REPLAYED,
					StepOutcome.REPLAYED)
			.endsWith(StepOutcome.EXECUTED, StepOutcome.EXECUTED, StepOutcome.EXECUTED);
		assertThat(outcomes(3)).hasSize(3).containsOnly(StepOutcome.REPLAYED);
	}

	private List<StepOutcome> outcomes(int samples) throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		return application.run(application.compile(Map.of("com.acme.Main", MAIN.formatted(samples))), "com.acme.Main",
				(context) -> {
					context.getBean("desk", Runnable.class).run();
					MusubitoRuns runs = context.getBean(MusubitoRuns.class);
					return runs.find(runs.recent(1).get(0).runId())
						.orElseThrow()
						.steps()
						.stream()
						.map(StepView::outcome)
						.toList();
				}, "musubito.fingerprint.packages=com.acme");
	}

}
