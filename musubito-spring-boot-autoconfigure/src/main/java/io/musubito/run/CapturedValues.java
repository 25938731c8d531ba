package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.StepSpec;
import io.musubito.UnhashableInputException;
import io.musubito.state.BeanNames;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * Tells what the variables are that a body uses. They are part of the computation, so
 * each must be an input, a bean or nothing at all; and which of them it is counts, since
 * a variable may be one input in this call and another one in the next.
 */
final class CapturedValues {

	/** Before the name of a bean. */
	static final String BEAN = "bean ";

	private final CanonicalEncoder encoder;

	private final BeanNames beans;

	/**
	 * Creates it.
	 * @param encoder compares values by content
	 * @param beans tells which bean an object is
	 */
	CapturedValues(CanonicalEncoder encoder, BeanNames beans) {
		this.encoder = encoder;
		this.beans = beans;
	}

	/**
	 * Tells what the variables are.
	 * @return a text for each, in the order in which the body has them
	 * @throws UnhashableInputException if one is something else
	 */
	List<String> describe(StepSpec<?> step, SerializedLambda lambda) {
		List<String> captured = new ArrayList<>(lambda.getCapturedArgCount());
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			captured.add(describe(step, lambda.getCapturedArg(i)));
		}
		return captured;
	}

	private String describe(StepSpec<?> step, @Nullable Object captured) {
		String input = findInput(step.inputs(), captured);
		if (input != null) {
			return "input " + input;
		}
		if (captured == null) {
			return "null";
		}
		String bean = this.beans.findAny(captured);
		if (bean == null) {
			throw new UnhashableInputException(
					"Step '" + step.name() + "': its body uses a variable of type " + captured.getClass().getName()
							+ ", which is neither an input nor a bean, so that calls with "
							+ "other values would be taken for the same computation. Add it with .input(name, value).",
					null);
		}
		return BEAN + bean;
	}

	private @Nullable String findInput(Map<String, @Nullable Object> inputs, @Nullable Object captured) {
		for (Map.Entry<String, @Nullable Object> input : inputs.entrySet()) {
			if (isSame(input.getValue(), captured)) {
				return input.getKey();
			}
		}
		return null;
	}

	/**
	 * Objects that are equal to each other may differ all the same: entities by their id.
	 */
	private boolean isSame(@Nullable Object input, @Nullable Object captured) {
		if (input == captured) {
			return true;
		}
		if (input == null || captured == null || !input.equals(captured)) {
			return false;
		}
		if (BeanUtils.isSimpleValueType(captured.getClass())) {
			return true;
		}
		try {
			return this.encoder.hash(input, Object.class).equals(this.encoder.hash(captured, Object.class));
		}
		catch (UnhashableValueException ex) {
			return false;
		}
	}

}
