package io.musubito.run;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.StepSpec;
import io.musubito.UnhashableInputException;
import io.musubito.code.CodeFingerprint;
import io.musubito.state.BeanNames;
import io.musubito.state.States;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * Tells what the variables are that a body uses. They are part of the computation, so
 * each must be an input, a bean, an object of which it is known what it holds, or nothing
 * at all; and which of them it is counts, since a variable may be one input in this call
 * and another one in the next.
 */
final class CapturedValues {

	/** Before the name of a bean. */
	static final String BEAN = "bean ";

	/** Before the class of another object, of which counts what it holds. */
	static final String OBJECT = "object ";

	private static final String AS_INPUT = ". Add it with .input(name, value).";

	private final CanonicalEncoder encoder;

	private final BeanNames beans;

	private final States states;

	/**
	 * Creates it.
	 * @param encoder compares values by content
	 * @param beans tells which bean an object is
	 * @param states tells of which objects it is known what they hold
	 */
	CapturedValues(CanonicalEncoder encoder, BeanNames beans, States states) {
		this.encoder = encoder;
		this.beans = beans;
		this.states = states;
	}

	/**
	 * Tells what the variables are.
	 * @param step the step
	 * @param lambda says what its body captured
	 * @param code the code of the body, which says what it reads of objects
	 * @return a text for each, in the order in which the body has them
	 * @throws UnhashableInputException if one is something else
	 */
	List<String> describe(StepSpec<?> step, SerializedLambda lambda, CodeFingerprint code) {
		boolean reading = !code.dependencies().covered().isEmpty();
		List<String> captured = new ArrayList<>(lambda.getCapturedArgCount());
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			captured.add(describe(step, lambda.getCapturedArg(i), i == 0 && isOnObject(lambda), reading));
		}
		return captured;
	}

	/**
	 * Whether the first variable is the object that the code runs on.
	 */
	private static boolean isOnObject(SerializedLambda lambda) {
		return switch (lambda.getImplMethodKind()) {
			case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeSpecial,
					MethodHandleInfo.REF_invokeInterface ->
				true;
			default -> false;
		};
	}

	private String describe(StepSpec<?> step, @Nullable Object captured, boolean isOwn, boolean reading) {
		String input = findInput(step.inputs(), captured);
		if (input != null) {
			return "input " + input;
		}
		if (captured == null) {
			return "null";
		}
		String bean = this.beans.findAny(captured);
		if (bean != null) {
			return BEAN + bean;
		}
		// Of a class that has a bean, the bean is probably meant
		boolean mistaken = !isOwn && this.states.isApplication(captured.getClass()) && this.beans.haveClassOf(captured);
		String held = (mistaken) ? null : this.states.findReadable(captured);
		if (held == null) {
			throw refused(step, captured, (isValue(captured)) ? AS_INPUT
					: " and what it holds can't be told. Add what results depend on of it with .input(name, value), and "
							+ "let the body use the object through a bean, or through a field of the object that the "
							+ "body is written in.");
		}
		if (!reading) {
			throw refused(step, captured, (isValue(captured)) ? AS_INPUT
					: " and with this musubito.fingerprint.code it doesn't count what it holds. Set it to 'reachable', "
							+ "or make the object a bean and add what results depend on of it with .input(name, value).");
		}
		if (!isOwn && this.states.isApplication(captured.getClass()) && isValue(captured)) {
			throw refused(step, captured, AS_INPUT);
		}
		return OBJECT + held;
	}

	private static UnhashableInputException refused(StepSpec<?> step, Object captured, String remedy) {
		return new UnhashableInputException("Step '" + step.name() + "': its body uses a variable of type "
				+ captured.getClass().getName() + ", which is neither an input nor a bean, so that calls with "
				+ "other values would be taken for the same computation" + remedy, null);
	}

	private boolean isValue(Object captured) {
		try {
			this.encoder.hash(captured, Object.class);
			return true;
		}
		catch (UnhashableValueException ex) {
			return false;
		}
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
