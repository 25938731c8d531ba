package io.musubito.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of Musubito.
 */
public enum StepObservationDocumentation implements ObservationDocumentation {

	/**
	 * One call of a step, from asking for the result to having it.
	 */
	STEP {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultStepObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

	};

	/**
	 * The keys that also become tags of the timer.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * The step.
		 */
		OPERATION {
			@Override
			public String asString() {
				return "operation";
			}
		},

		/**
		 * The {@link io.musubito.StepType}, in lower case.
		 */
		TYPE {
			@Override
			public String asString() {
				return "type";
			}
		},

		/**
		 * The {@link io.musubito.StepOutcome}, in lower case; {@code none} while it is
		 * not known.
		 */
		OUTCOME {
			@Override
			public String asString() {
				return "outcome";
			}
		}

	}

}
