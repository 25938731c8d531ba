package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.musubito.EffectContext;
import io.musubito.UnhashableInputException;
import io.musubito.execution.ResultForm;
import io.musubito.identity.Input;
import io.musubito.step.Step;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;

/**
 * An annotated method as a step.
 *
 * @param step the step
 * @param state what is reached from its bean; {@code null} where that doesn't count
 * @param method the method
 * @param targetClass the class of its bean
 * @param parameters the parameters that carry lineage and, unless something else does,
 * identify the call
 * @param effect what it says of itself as an effect; {@code null} when it is none
 * @param key the expression that takes their place; {@code null} without one
 * @param unless the expression that tells what is not kept; {@code null} without one
 * @param form in what form the method returns its result
 * @param samples how many samples a call takes; 1 for no sampling
 * @param stored how its arguments are stored for another process
 */
record StepMethod(Step step, @Nullable BeanState state, Method method, Class<?> targetClass,
		List<StepParameter> parameters, @Nullable EffectDeclaration effect, @Nullable ArgumentExpression key,
		@Nullable ArgumentExpression unless, ResultForm form, int samples, StepArguments stored) {

	/**
	 * The arguments that carry lineage: all that are part of the identity, whether or not
	 * an expression takes their place in it.
	 */
	List<Input> arguments(@Nullable Object[] arguments) {
		List<Input> inputs = new ArrayList<>(this.parameters.size());
		for (StepParameter parameter : this.parameters) {
			inputs.add(new Input(parameter.name(), arguments[parameter.index()], parameter.type(), null,
					parameter.secret()));
		}
		return inputs;
	}

	/**
	 * What identifies the call among those of the step.
	 */
	List<Input> inputs(@Nullable Object[] arguments, List<Input> all) {
		if (this.key == null) {
			return (this.effect != null && !this.effect.keys().isEmpty()) ? keys(this.effect, all) : all;
		}
		Object value = evaluate(this.key, arguments);
		if (value == null) {
			throw new UnhashableInputException(
					"Step '" + this.step.definition().operation() + "': its key '" + this.key.text()
							+ "' is null for these arguments, so that it can't tell this call from "
							+ "another. Use a key that has a value for every call, or none: then all arguments count.",
					null);
		}
		return List.of(new Input("key", value, Object.class));
	}

	private List<Input> keys(EffectDeclaration declaration, List<Input> all) {
		List<Input> keys = new ArrayList<>();
		for (int i = 0; i < all.size(); i++) {
			if (declaration.keys().contains(this.parameters.get(i).index())) {
				keys.add(all.get(i));
			}
		}
		return keys;
	}

	/**
	 * The arguments with which the method runs.
	 */
	@Nullable Object[] filledIn(@Nullable Object[] arguments) {
		// A copy: the invocation may proceed again, with retries
		@Nullable Object[] filled = arguments.clone();
		if (this.effect != null) {
			this.effect.contexts().forEach((index) -> filled[index] = EffectContext.current());
		}
		return filled;
	}

	private @Nullable Object evaluate(ArgumentExpression expression, @Nullable Object[] arguments) {
		try {
			return expression.evaluate(arguments);
		}
		catch (EvaluationException ex) {
			throw new UnhashableInputException("Step '" + this.step.definition().operation() + "': its key '"
					+ expression.text() + "' can't be evaluated for these arguments (the cause says why), so that the "
					+ "method was not run. Use a key that has a value for every call, or none: then all arguments count.",
					ex);
		}
	}

	@Nullable Predicate<@Nullable Object> unless(@Nullable Object[] arguments) {
		ArgumentExpression expression = this.unless;
		return (expression != null) ? (result) -> expression.test(arguments, result) : null;
	}

	/**
	 * A parameter that is part of the identity.
	 *
	 * @param index its position
	 * @param name its name
	 * @param type its generic type
	 * @param secret whether its argument is not to be shown
	 */
	record StepParameter(int index, String name, Type type, boolean secret) {

	}

}
