package io.musubito.execution;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.EffectInDoubtException;
import io.musubito.StepDefinition;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.observation.DefaultStepObservationConvention;
import io.musubito.observation.StepObservationContext;
import io.musubito.observation.StepObservationDocumentation;

/**
 * The observation of one call, from its beginning until its result has arrived.
 *
 * @param observation the observation
 * @param context what is known of the call
 */
record CallObservation(Observation observation, StepObservationContext context) {

	private static final DefaultStepObservationConvention CONVENTION = new DefaultStepObservationConvention();

	static CallObservation start(StepDefinition step, ObservationRegistry registry) {
		StepObservationContext context = new StepObservationContext(step.operation(), step.type());
		Observation observation = StepObservationDocumentation.STEP.observation(null, CONVENTION, () -> context,
				registry);
		return new CallObservation(observation.start(), context);
	}

	CallScope openScope() {
		return CallScope.open(this.observation);
	}

	/**
	 * Ends the observation of a call that was not answered.
	 */
	void end(Throwable failure) {
		try {
			this.context.setOutcome(blocked(failure) ? StepOutcome.BLOCKED : StepOutcome.FAILED);
			this.observation.error(failure);
		}
		finally {
			stop();
		}
	}

	private boolean blocked(Throwable failure) {
		return failure instanceof EffectInDoubtException && this.context.getType() == StepType.EXTERNAL_EFFECT;
	}

	void stop() {
		this.observation.stop();
	}

}
