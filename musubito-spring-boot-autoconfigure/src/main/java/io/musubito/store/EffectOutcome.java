package io.musubito.store;

/**
 * How an attempt ended.
 */
public sealed interface EffectOutcome {

	/**
	 * The attempt.
	 * @return the attempt
	 */
	EffectAttempt attempt();

	/**
	 * Its entry in the journal.
	 * @return the entry
	 */
	StepRecord journal();

	/**
	 * It happened.
	 *
	 * @param attempt the attempt
	 * @param execution its result
	 */
	record Succeeded(EffectAttempt attempt, Execution execution) implements EffectOutcome {

		@Override
		public StepRecord journal() {
			return this.execution.journal();
		}

	}

	/**
	 * It did not happen.
	 *
	 * @param attempt the attempt
	 * @param journal its entry in the journal, with the reason
	 */
	record NotHappened(EffectAttempt attempt, StepRecord journal) implements EffectOutcome {

	}

	/**
	 * It is not known whether it happened.
	 *
	 * @param attempt the attempt
	 * @param journal its entry in the journal, with the reason
	 */
	record Unknown(EffectAttempt attempt, StepRecord journal) implements EffectOutcome {

	}

}
