package io.musubito.sample.demo;

import java.time.Duration;

import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.sample.answer.Answer;
import io.musubito.sample.answer.AnswerPipeline;
import io.musubito.sample.standin.ModelUse;

import org.springframework.context.ApplicationContext;

/**
 * One run of the pipeline, measured.
 *
 * @param journal the run with its steps
 * @param answer what it returned
 * @param model what the model was asked in it
 * @param duration how long it took
 */
record DemoRun(RunView journal, Answer answer, ModelUse model, Duration duration) {

	static final String QUESTION = "How do I restore a folder as it was last week, "
			+ "in at most three steps and without the desktop app?";

	static DemoRun of(ApplicationContext context, ModelMeter meter) {
		AnswerPipeline pipeline = context.getBean(AnswerPipeline.class);
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		ModelUse before = meter.read();
		long start = System.nanoTime();
		Answer answer = pipeline.answer(QUESTION).answer();
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		ModelUse model = meter.read().since(before);
		RunView journal = runs.find(runs.recent(1).get(0).runId()).orElseThrow();
		return new DemoRun(journal, answer, model, duration);
	}

	Duration saved() {
		return this.journal.steps().stream().map((step) -> step.saved()).reduce(Duration.ZERO, Duration::plus);
	}

}
