package io.musubito.differential.generated;

import java.util.List;

import io.musubito.CodeBoundary;
import io.musubito.StepOutcome;
import io.musubito.StepView;

/**
 * What a unit answered.
 *
 * @param answer the answer, or the exception as text
 * @param refused why it was not asked or did not answer, {@code null} when it did
 * @param steps what is recorded of its steps, none without the engine
 * @param boundary what their code leaves out
 */
record Asked(String answer, @org.jspecify.annotations.Nullable String refused, List<StepView> steps,
		CodeBoundary boundary) {

	static Asked refused(String why) {
		return new Asked("", why, List.of(), CodeBoundary.NONE);
	}

	/**
	 * How many steps ran. One that failed is no result that could be replayed.
	 */
	long executed() {
		return this.steps.stream().filter((step) -> step.outcome() == StepOutcome.EXECUTED).count();
	}

	List<String> why() {
		return this.steps.stream().map((step) -> step.operation() + " " + step.outcome() + " " + step.why()).toList();
	}

}
