package io.musubito.behaviour.shutdown;

import io.musubito.MusubitoPipeline;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Pipelines of two steps.
 */
class Letters {

	private final Steps steps;

	private final ThreadPoolTaskExecutor executor;

	private final Model model;

	Letters(Steps steps, ThreadPoolTaskExecutor executor, Model model) {
		this.steps = steps;
		this.executor = executor;
		this.model = model;
	}

	@MusubitoPipeline("letter")
	String letter(String text) {
		return this.steps.polish(this.steps.draft(text));
	}

	/**
	 * Asks the model between two steps.
	 */
	@MusubitoPipeline("answered")
	String answered(String text) {
		return this.steps.sign(this.model.ask(this.steps.address(text)));
	}

	@MusubitoPipeline("on-executor")
	String onExecutor(String text) {
		String draft = this.steps.draft(text);
		return this.executor.submitCompletable(() -> this.steps.polish(draft)).join();
	}

}
