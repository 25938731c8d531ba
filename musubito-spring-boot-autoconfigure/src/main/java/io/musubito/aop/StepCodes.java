package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.musubito.CodeLevel;
import io.musubito.identity.CodeFingerprint;
import io.musubito.identity.CodeFingerprints;

import org.springframework.util.function.SingletonSupplier;

/**
 * The code fingerprints of annotated steps, each computed once, when it is first asked
 * for.
 */
public final class StepCodes {

	private final BeanCodes beans;

	private final Function<Class<?>, Predicate<String>> application;

	private final CodeLevel level;

	private final ConcurrentMap<Predicate<String>, CodeFingerprints> fingerprints = new ConcurrentHashMap<>();

	/**
	 * Creates the fingerprints.
	 * @param beans tells where the code of beans is
	 * @param application the names of the classes of the application, for the class of a
	 * step
	 * @param level how much code counts
	 */
	public StepCodes(BeanCodes beans, Function<Class<?>, Predicate<String>> application, CodeLevel level) {
		this.beans = beans;
		this.application = application;
		this.level = level;
	}

	Supplier<CodeFingerprint> of(String operation, String beanName, Class<?> targetClass, Method method) {
		return SingletonSupplier.of(() -> this.fingerprints
			.computeIfAbsent(this.application.apply(targetClass), (names) -> new CodeFingerprints(names, this.beans))
			.of(operation, this.beans.of(beanName, targetClass), method, this.level));
	}

	/**
	 * Lets go of the class files that were read so far.
	 */
	void forgetClassFiles() {
		this.fingerprints.clear();
	}

}
