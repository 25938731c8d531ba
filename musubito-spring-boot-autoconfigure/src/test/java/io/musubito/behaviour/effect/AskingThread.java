package io.musubito.behaviour.effect;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A caller on a thread of its own, who may have to wait for his answer.
 */
final class AskingThread {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private final Thread thread;

	private AskingThread(Callable<String> question) {
		this.thread = new Thread(() -> {
			try {
				this.answer.complete(question.call());
			}
			catch (Throwable ex) {
				this.answer.completeExceptionally(ex);
			}
		}, "asking");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Lets somebody ask, and waits until he has an answer or waits for it.
	 */
	static AskingThread ask(Callable<String> question) {
		AskingThread asking = new AskingThread(question);
		Awaitility.await().atMost(LIMIT).until(() -> switch (asking.thread.getState()) {
			case WAITING, TIMED_WAITING, TERMINATED -> true;
			default -> false;
		});
		return asking;
	}

	/**
	 * His answer, or the exception that he gets, once he has one.
	 */
	CompletableFuture<String> answer() {
		return this.answer.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
	}

	boolean hasAnswer() {
		return this.answer.isDone();
	}

}
