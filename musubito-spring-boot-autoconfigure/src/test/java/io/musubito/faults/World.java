package io.musubito.faults;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.testing.MutableClock;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of steps did, and what they are to do.
 */
final class World {

	static final MutableClock CLOCK = new MutableClock();

	// What bodies themselves change is none of the state that they read: it does not
	// count
	private static final Map<String, Body> BODIES = new ConcurrentHashMap<>();

	private static final Set<String> ANSWERS = ConcurrentHashMap.newKeySet();

	private static final Runnable NOTHING = () -> {
	};

	static volatile Runnable whileSent = NOTHING;

	private static final Map<String, Runnable> MEANWHILE = new ConcurrentHashMap<>();

	private World() {
	}

	/**
	 * Begins anew: the names of cases come again in the next test.
	 */
	static void forget() {
		whileSent = NOTHING;
		BODIES.clear();
		ANSWERS.clear();
	}

	/**
	 * Called by the body of a step whose answer is another one each time.
	 */
	static String answer(String asked) {
		String answer = asked + " no. " + execute(asked);
		ANSWERS.add(answer);
		return answer;
	}

	/**
	 * Called by the body of a step.
	 * @return how often it was executed
	 */
	static int execute(String asked) {
		pass();
		return body(asked).execute();
	}

	static void pass() {
		MEANWHILE.computeIfAbsent("executed", (key) -> NOTHING).run();
	}

	private static Body body(String asked) {
		return BODIES.computeIfAbsent(asked, Body::new);
	}

	static boolean wasAnswered(String asked, String answer) {
		return answer.startsWith(asked + " no. ") && ANSWERS.contains(answer);
	}

	/**
	 * Does something while each step is executed, until {@code null} is given.
	 */
	static void whileExecuted(@Nullable Runnable work) {
		MEANWHILE.put("executed", (work != null) ? work : NOTHING);
	}

	static int executions(String asked) {
		return body(asked).executions.get();
	}

	static void fail(String asked, boolean fails) {
		body(asked).fails = fails;
	}

	/**
	 * What a step does when it is asked something.
	 */
	private static final class Body {

		private final String asked;

		private final AtomicInteger executions = new AtomicInteger();

		private volatile boolean fails;

		Body(String asked) {
			this.asked = asked;
		}

		int execute() {
			int number = this.executions.incrementAndGet();
			if (this.fails) {
				throw new ModelDownException(this.asked);
			}
			return number;
		}

	}

	/**
	 * What the body of a step throws.
	 */
	static final class ModelDownException extends RuntimeException {

		ModelDownException(String asked) {
			super("The model is down for " + asked);
		}

	}

}
