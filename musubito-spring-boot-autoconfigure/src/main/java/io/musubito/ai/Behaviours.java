package io.musubito.ai;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.CodeFingerprints;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the objects do that a call of a model hands over, or is answered by. Safe
 * for use by many threads.
 */
public final class Behaviours {

	private final CanonicalEncoder encoder;

	private final Predicate<Class<?>> application;

	private final Function<Object, @Nullable String> beans;

	private final Function<Class<?>, CodeFingerprints> fingerprints;

	private final CodeLevel level;

	private final Map<Class<?>, CodeFingerprint> codes = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param encoder hashes what objects hold
	 * @param application tells the classes of the application
	 * @param beans gives the name of the bean that an object is, {@code null} for none
	 * @param fingerprints computes the code fingerprint of a class
	 * @param level how much code counts
	 */
	public Behaviours(CanonicalEncoder encoder, Predicate<Class<?>> application,
			Function<Object, @Nullable String> beans, Function<Class<?>, CodeFingerprints> fingerprints,
			CodeLevel level) {
		this.encoder = encoder;
		this.application = application;
		this.beans = beans;
		this.fingerprints = fingerprints;
		this.level = level;
	}

	/**
	 * What an object does.
	 * @param object the object
	 * @param questions notes what its code asks for
	 * @return its behaviour
	 * @throws Obstacle when it can't be told
	 */
	Behaviour of(Object object, CodeQuestions questions) {
		BehaviourWalk walk = new BehaviourWalk(this, this.encoder, questions);
		walk.start(object);
		return walk.finish();
	}

	/**
	 * What an object of a library does with the help of objects of the application. All
	 * else that it holds belongs to the library.
	 * @param object the object
	 * @param questions notes what its code asks for
	 * @return the behaviour of what it holds
	 * @throws Obstacle when it can't be told
	 */
	Behaviour ofLibrary(Object object, CodeQuestions questions) {
		BehaviourWalk walk = new BehaviourWalk(this, this.encoder, questions);
		walk.startInLibrary(object);
		return walk.finish();
	}

	@Nullable String findBean(Object object) {
		return this.beans.apply(object);
	}

	boolean isApplication(Class<?> type) {
		return this.application.test(type);
	}

	/**
	 * The code of a class of the application.
	 */
	CodeFingerprint code(Class<?> type) {
		try {
			return this.codes.computeIfAbsent(type,
					(key) -> this.fingerprints.apply(key).of(key.getName(), key, this.level));
		}
		catch (StepDefinitionException ex) {
			throw new Obstacle("code " + type.getName(), String.valueOf(ex.getMessage()));
		}
	}

}
