package io.musubito.ai;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import io.musubito.UnhashableInputException;
import io.musubito.code.CodeDependencies;
import io.musubito.code.CodeFingerprint;
import io.musubito.state.State;
import io.musubito.state.States;
import io.musubito.state.WatchedState;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * Tells what the objects do that a call of a model hands over, or is answered by. Safe
 * for use by many threads.
 */
final class Behaviours {

	/** What is called of such objects is not known before the model has been asked. */
	private static final String OPERATION = "MusubitoAdvisor";

	private final States states;

	private final Function<Object, @Nullable String> beans;

	private final CodeLevel level;

	private final Map<Object, WatchedState> stateOfBeans = Collections.synchronizedMap(new IdentityHashMap<>());

	private final Map<Set<String>, WatchedState> statics = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param states reads what objects hold, and knows their code
	 * @param beans gives the name of the bean that an object is, {@code null} for none
	 * @param level how much code counts
	 */
	Behaviours(States states, Function<Object, @Nullable String> beans, CodeLevel level) {
		this.states = states;
		this.beans = beans;
		this.level = level;
	}

	/**
	 * What an object does.
	 * @param object the object
	 * @param questions notes what its code asks for
	 * @return its behaviour
	 * @throws NotReplayableException when it can't be told
	 */
	Behaviour of(Object object, CodeQuestions questions) {
		BehaviourWalk walk = new BehaviourWalk(this, questions);
		walk.start(object);
		return walk.finish();
	}

	/**
	 * What an object of a library does with the help of objects of the application. All
	 * else that it holds belongs to the library.
	 * @param object the object
	 * @param questions notes what its code asks for
	 * @return the behaviour of what it holds
	 * @throws NotReplayableException when it can't be told
	 */
	Behaviour ofLibrary(Object object, CodeQuestions questions) {
		BehaviourWalk walk = new BehaviourWalk(this, questions);
		walk.startInLibrary(object);
		return walk.finish();
	}

	@Nullable String findBean(Object object) {
		return this.beans.apply(object);
	}

	/**
	 * Notes that a bean has held a lambda since it was made.
	 */
	void heldByBean(Object lambda, String bean) {
		this.states.heldByBean(lambda, bean);
	}

	/**
	 * What a bean holds that its code reads. What is held by a bean of a library is there
	 * as long as the bean is.
	 * @param bean the bean, a singleton, or what it holds
	 */
	State stateOf(Object bean) {
		WatchedState watched = this.stateOfBeans.get(bean);
		if (watched == null) {
			watched = this.stateOfBeans.computeIfAbsent(bean, (key) -> this.states.watch(OPERATION, key));
		}
		return ask(AopUtils.getTargetClass(bean), watched::current);
	}

	/**
	 * What objects hold that are no beans, all that their code may read.
	 * @param objects the objects by their path
	 * @param known says what counts of beans among what they hold
	 */
	State held(Map<String, Object> objects, Function<Object, @Nullable String> known) {
		return ask(objects.keySet(), () -> this.states.held(OPERATION, objects, known));
	}

	/**
	 * What the code of classes reads that no object holds.
	 * @param classes the classes, by which it is known
	 * @param dependencies what their code depends on
	 * @param loader has the classes
	 */
	State statics(Set<String> classes, CodeDependencies dependencies, ClassLoader loader) {
		WatchedState watched = this.statics.computeIfAbsent(Set.copyOf(classes),
				(key) -> this.states.watchStatics(OPERATION, dependencies, loader));
		return ask(classes, watched::current);
	}

	boolean isApplication(Class<?> type) {
		return this.states.isApplication(type);
	}

	boolean codeCounts() {
		return this.level == CodeLevel.REACHABLE;
	}

	/**
	 * The code of a class of the application.
	 */
	CodeFingerprint code(Class<?> type) {
		return ask(type, () -> this.states.code(type));
	}

	private static <T> T ask(Object subject, Supplier<T> question) {
		try {
			return question.get();
		}
		catch (StepDefinitionException | UnhashableInputException ex) {
			throw new NotReplayableException("behaviour " + subject, String.valueOf(ex.getMessage()));
		}
	}

}
