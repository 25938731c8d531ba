package io.musubito.behaviour.shutdown;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers when it is told to, and counts what it was asked.
 */
final class Model {

	private static Model current = new Model();

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch answered = new CountDownLatch(1);

	private final AtomicInteger questions = new AtomicInteger();

	private Model() {
	}

	static Model forNextContext() {
		current = new Model();
		return current;
	}

	static Model current() {
		return current;
	}

	String ask(String answer) {
		this.questions.incrementAndGet();
		this.asked.countDown();
		try {
			this.answered.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("The model was interrupted", ex);
		}
		return answer;
	}

	void awaitQuestion() {
		try {
			assertThat(this.asked.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Not asked", ex);
		}
	}

	void answer() {
		this.answered.countDown();
	}

	int asked() {
		return this.questions.get();
	}

}
