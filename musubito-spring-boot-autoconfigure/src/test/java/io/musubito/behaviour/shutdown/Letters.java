package io.musubito.behaviour.shutdown;

import io.musubito.MusubitoPipeline;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Pipelines of two steps.
 */
class Letters {

	private final Steps steps;

	private final ThreadPoolTaskExecutor executor;

	Letters(Steps steps, ThreadPoolTaskExecutor executor) {
		this.steps = steps;
		this.executor = executor;
	}

	@MusubitoPipeline("letter")
	String letter(String text) {
		return this.steps.polish(this.steps.draft(text));
	}

	@MusubitoPipeline("on-executor")
	String onExecutor(String text) {
		String draft = this.steps.draft(text);
		return this.executor.submitCompletable(() -> this.steps.polish(draft)).join();
	}

}
