package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.musubito.CodeLevel;
import io.musubito.StoreException;
import io.musubito.code.ApplicationCode;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.CodeFingerprints;
import io.musubito.store.FingerprintStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.function.SingletonSupplier;

/**
 * The code fingerprints of annotated steps and pipelines, each found once, when it is
 * first asked for.
 */
final class StepCodes {

	private static final Log logger = LogFactory.getLog(StepCodes.class);

	private final BeanCodes beans;

	private final Function<Class<?>, ApplicationCode> application;

	private final CodeLevel level;

	private final FingerprintStore store;

	private final ConcurrentMap<ApplicationCode, CodeFingerprints> fingerprints = new ConcurrentHashMap<>();

	/**
	 * Creates the fingerprints.
	 * @param beans tells where the code of beans is
	 * @param application what belongs to the application, for the class of a step
	 * @param level how much code counts
	 * @param store has the fingerprints of the last start
	 */
	StepCodes(BeanCodes beans, Function<Class<?>, ApplicationCode> application, CodeLevel level,
			FingerprintStore store) {
		this.beans = beans;
		this.application = application;
		this.level = level;
		this.store = store;
	}

	Supplier<CodeFingerprint> of(String operation, String beanName, Class<?> targetClass, Method method) {
		ApplicationCode application = this.application.apply(targetClass);
		if (this.level != CodeLevel.NONE) {
			application.check(operation, targetClass);
			application.check(operation, method.getDeclaringClass());
		}
		return SingletonSupplier.of(() -> this.fingerprints
			.computeIfAbsent(application, (code) -> new CodeFingerprints(code.classes(), this.beans, remembered(code)))
			.of(operation, this.beans.of(beanName, targetClass), method, this.level));
	}

	/**
	 * The code of a pipeline, without that of its steps.
	 */
	Supplier<CodeFingerprint> ofPipeline(String pipeline, String beanName, Class<?> targetClass, Method method) {
		ApplicationCode application = this.application.apply(targetClass);
		return SingletonSupplier.of(() -> this.fingerprints
			.computeIfAbsent(application, (code) -> new CodeFingerprints(code.classes(), this.beans, remembered(code)))
			.ofPipeline(pipeline, this.beans.of(beanName, targetClass), method, this.level));
	}

	/**
	 * How many fingerprints were taken over from the last start.
	 */
	int takenOver() {
		return this.fingerprints.values().stream().mapToInt(CodeFingerprints::takenOver).sum();
	}

	/**
	 * Remembers the fingerprints for the next start and lets go of the class files that
	 * were read so far.
	 */
	void remember() {
		this.fingerprints.forEach((code, found) -> found.toRemember().ifPresent((content) -> remember(code, content)));
		this.fingerprints.clear();
	}

	private byte[] remembered(ApplicationCode code) {
		try {
			return this.store.find(code.name()).orElseGet(() -> new byte[0]);
		}
		catch (StoreException ex) {
			logger.warn("The fingerprints of the last start can't be read, so that they are computed", ex);
			return new byte[0];
		}
	}

	private void remember(ApplicationCode code, byte[] content) {
		try {
			this.store.remember(code.name(), content);
		}
		catch (StoreException ex) {
			logger.warn("The fingerprints can't be stored, so that the next start computes them again", ex);
		}
	}

}
