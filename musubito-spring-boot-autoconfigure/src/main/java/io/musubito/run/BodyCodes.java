package io.musubito.run;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.musubito.Body;
import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.code.ApplicationCode;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.CodeFingerprints;
import io.musubito.code.Collaborators;
import io.musubito.code.LambdaCode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The code of steps without an annotation. A lambda tells, when it is serialized, which
 * method it is.
 */
final class BodyCodes {

	private static final String DESCRIBE = "writeReplace";

	private final Function<Class<?>, ApplicationCode> application;

	private final Collaborators collaborators;

	private final CodeLevel level;

	private final @Nullable ClassLoader classLoader;

	private final Map<Class<?>, BodyCode> byLambda = new ConcurrentHashMap<>();

	private final Map<String, String> places = new ConcurrentHashMap<>();

	/**
	 * Creates the fingerprints.
	 * @param application what belongs to the application, for the class that a body is
	 * written in
	 * @param collaborators tells what is injected into beans
	 * @param level how much code counts
	 * @param classLoader finds the classes that bodies were written in when they were
	 * last called
	 */
	BodyCodes(Function<Class<?>, ApplicationCode> application, Collaborators collaborators, CodeLevel level,
			@Nullable ClassLoader classLoader) {
		this.application = application;
		this.collaborators = collaborators;
		this.level = level;
		this.classLoader = classLoader;
	}

	BodyCode of(StepSpec<?> step, Body<?, ?> body, SerializedLambda lambda) {
		return this.byLambda.computeIfAbsent(body.getClass(), (type) -> {
			LambdaCode code = LambdaCode.of(lambda, step.resultType());
			Class<?> capturing = resolve(code.capturing(), type.getClassLoader());
			if (this.level == CodeLevel.NONE) {
				refuseOtherPlace(step.name(), code.place());
			}
			else {
				this.application.apply(capturing).check(step.name(), capturing);
			}
			return new BodyCode(code, fingerprints(capturing).of(step.name(), capturing, code, this.level));
		});
	}

	/**
	 * Without code, nothing else would tell two bodies with one name apart.
	 */
	private void refuseOtherPlace(String operation, String place) {
		String other = this.places.putIfAbsent(operation, place);
		if (other != null && !other.equals(place)) {
			throw new StepDefinitionException("Two bodies have the name '" + operation + "', in " + other + " and "
					+ place
					+ ", and with musubito.fingerprint.code=none their results would be taken for each other's. "
					+ "Give one of them another name.", null);
		}
	}

	/**
	 * The code of a body that an earlier process ran, when it is as it was.
	 * @param operation the step
	 * @param code where its code was
	 * @param hash its fingerprint
	 * @return the fingerprint of today, empty when none has this hash
	 */
	Optional<CodeFingerprint> find(String operation, LambdaCode code, String hash) {
		if (this.level == CodeLevel.NONE) {
			return Optional.of(CodeFingerprint.none()).filter((none) -> none.hash().equals(hash));
		}
		try {
			Class<?> capturing = resolve(code.capturing(), this.classLoader);
			CodeFingerprints fingerprints = fingerprints(capturing);
			return fingerprints.alike(capturing, code)
				.stream()
				.map((candidate) -> fingerprints.of(operation, capturing, candidate, this.level))
				.filter((fingerprint) -> fingerprint.hash().equals(hash))
				.findFirst();
		}
		catch (StepDefinitionException | IllegalArgumentException | IllegalStateException ex) {
			// The class is not there any more or can't be read: it is not known what runs
			return Optional.empty();
		}
	}

	private CodeFingerprints fingerprints(Class<?> capturing) {
		return new CodeFingerprints(this.application.apply(capturing).classes(), this.collaborators);
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

	private static Class<?> resolve(String name, @Nullable ClassLoader loader) {
		return ClassUtils.resolveClassName(name.replace('/', '.'), loader);
	}

	/**
	 * The code of a body.
	 *
	 * @param place where it is
	 * @param fingerprint its fingerprint
	 */
	record BodyCode(LambdaCode place, CodeFingerprint fingerprint) {

	}

}
