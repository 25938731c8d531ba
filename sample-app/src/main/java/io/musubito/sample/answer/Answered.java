package io.musubito.sample.answer;

import java.util.List;

import io.musubito.StepOutcome;

/**
 * An answer and how it came about.
 *
 * @param answer the answer
 * @param steps the steps of the pipeline, in the order in which they ran
 */
public record Answered(Answer answer, List<Step> steps) {

	public Answered {
		steps = List.copyOf(steps);
	}

	/**
	 * One step of the pipeline.
	 *
	 * @param operation the step
	 * @param outcome how the call was answered
	 * @param nodeId its node in the execution graph
	 */
	public record Step(String operation, StepOutcome outcome, String nodeId) {

	}

}
