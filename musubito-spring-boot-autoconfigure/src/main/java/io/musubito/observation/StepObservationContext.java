package io.musubito.observation;

import java.time.Duration;

import io.micrometer.observation.Observation;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call of a step while it is observed. Filled in by the thread that
 * makes the call, read when the observation stops.
 */
public final class StepObservationContext extends Observation.Context {

	private final String operation;

	private final StepType type;

	private @Nullable StepOutcome outcome;

	private Duration saved = Duration.ZERO;

	private Usage savedUsage = Usage.NONE;

	/**
	 * Starts with what is known before the call.
	 * @param operation the step
	 * @param type its type
	 */
	public StepObservationContext(String operation, StepType type) {
		this.operation = operation;
		this.type = type;
	}

	/**
	 * The step.
	 * @return its operation
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * The type of the step.
	 * @return the type
	 */
	public StepType getType() {
		return this.type;
	}

	/**
	 * How the call was answered.
	 * @return the outcome, {@code null} while it is not known
	 */
	public @Nullable StepOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Says how the call was answered. To be called before the observation stops.
	 * @param outcome the outcome
	 */
	public void setOutcome(StepOutcome outcome) {
		this.outcome = outcome;
	}

	/**
	 * The duration of the execution that a replay made unnecessary.
	 * @return the duration, zero when the step executed
	 */
	public Duration getSaved() {
		return this.saved;
	}

	/**
	 * Says how long the execution took that a replay made unnecessary.
	 * @param saved the duration
	 */
	public void setSaved(Duration saved) {
		this.saved = saved;
	}

	/**
	 * What models used in the execution that a replay made unnecessary.
	 * @return the usage, that of the steps that it called included; none when the step
	 * executed
	 */
	public Usage getSavedUsage() {
		return this.savedUsage;
	}

	/**
	 * Says what models used in the execution that a replay made unnecessary.
	 * @param savedUsage the usage
	 */
	public void setSavedUsage(Usage savedUsage) {
		this.savedUsage = savedUsage;
	}

}
