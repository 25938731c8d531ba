package io.musubito.observation;

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.musubito.StepOutcome;
import io.musubito.observation.StepObservationDocumentation.LowCardinalityKeyNames;

/**
 * The convention that is used when the application has none of its own.
 */
public final class DefaultStepObservationConvention implements StepObservationConvention {

	private static final String NAME = "musubito.step";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(StepObservationContext context) {
		return "step " + context.getOperation();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(StepObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OPERATION.withValue(context.getOperation()),
				LowCardinalityKeyNames.TYPE.withValue(lowerCase(context.getType())), outcome(context));
	}

	private static KeyValue outcome(StepObservationContext context) {
		StepOutcome outcome = context.getOutcome();
		return LowCardinalityKeyNames.OUTCOME.withValue((outcome != null) ? lowerCase(outcome) : KeyValue.NONE_VALUE);
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
