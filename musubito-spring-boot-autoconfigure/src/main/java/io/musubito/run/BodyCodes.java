package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.Body;
import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.UnhashableInputException;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.CodeFingerprints;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The code of steps without an annotation. A lambda tells, when it is serialized, which
 * method it is and what it captured; what it captured is part of the computation without
 * being part of its identity, unless it is an input too, or a bean.
 */
public final class BodyCodes {

	private static final String DESCRIBE = "writeReplace";

	private final Function<Class<?>, CodeFingerprints> fingerprints;

	private final CodeLevel level;

	private final Predicate<Object> beans;

	private final Map<Class<?>, CodeFingerprint> byLambda = new ConcurrentHashMap<>();

	/**
	 * Creates the fingerprints.
	 * @param fingerprints computes one for a body that is written in the given class
	 * @param level how much code counts
	 * @param beans whether an object is a bean
	 */
	public BodyCodes(Function<Class<?>, CodeFingerprints> fingerprints, CodeLevel level, Predicate<Object> beans) {
		this.fingerprints = fingerprints;
		this.level = level;
		this.beans = beans;
	}

	CodeFingerprint of(StepSpec<?> step, Body<?, ?> body) {
		SerializedLambda lambda = describe(step, body);
		checkCaptured(step, lambda);
		return this.byLambda.computeIfAbsent(body.getClass(), (type) -> {
			Class<?> capturing = capturing(lambda, type);
			return this.fingerprints.apply(capturing).of(step.name(), capturing, lambda, step.resultType(), this.level);
		});
	}

	static SerializedLambda describe(StepSpec<?> step, Body<?, ?> body) {
		Method describe = ReflectionUtils.findMethod(body.getClass(), DESCRIBE);
		Object description = null;
		if (describe != null) {
			ReflectionUtils.makeAccessible(describe);
			description = ReflectionUtils.invokeMethod(describe, body);
		}
		if (description instanceof SerializedLambda lambda) {
			return lambda;
		}
		throw new StepDefinitionException(
				"Step '" + step.name() + "': its body is an object of " + body.getClass().getName()
						+ ", of which it can't be told what it depends on. Give a lambda or a " + "method reference.",
				null);
	}

	private void checkCaptured(StepSpec<?> step, SerializedLambda lambda) {
		Collection<@Nullable Object> inputs = step.inputs().values();
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			Object captured = lambda.getCapturedArg(i);
			boolean input = inputs.stream().anyMatch((value) -> Objects.equals(value, captured));
			if (captured != null && !input && !this.beans.test(captured)) {
				throw new UnhashableInputException("Step '" + step.name() + "': its body uses a variable of type "
						+ captured.getClass().getName() + ", which is neither an input nor a bean, so that calls with "
						+ "other values would be taken for the same computation. Add it with .input(name, value).",
						null);
			}
		}
	}

	private static Class<?> capturing(SerializedLambda lambda, Class<?> type) {
		return ClassUtils.resolveClassName(lambda.getCapturingClass().replace('/', '.'), type.getClassLoader());
	}

}
