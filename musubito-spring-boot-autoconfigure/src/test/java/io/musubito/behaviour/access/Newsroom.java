package io.musubito.behaviour.access;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectNotPerformedException;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with steps, an effect and a pipeline, which counts what is executed.
 */
@Configuration(proxyBeanMethods = false)
class Newsroom {

	/** What was executed, over all contexts. */
	static final Queue<String> executed = new ConcurrentLinkedQueue<>();

	static final AtomicInteger answers = new AtomicInteger();

	@MusubitoIgnore
	static final AtomicBoolean failing = new AtomicBoolean();

	/** Who drafts the slow answer waits for this. */
	static volatile CountDownLatch slow = new CountDownLatch(0);

	@Bean
	Writer writer() {
		return new Writer();
	}

	@Bean
	Issues issues(Writer writer) {
		return new Issues(writer);
	}

	static class Writer {

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String question) {
			executed.add("draft " + question);
			if (question.equals("slow")) {
				await(slow);
			}
			return question + " " + answers.incrementAndGet();
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@MusubitoStep(name = "score", staleIfError = "30d")
		String score(String draft) {
			executed.add("score");
			if (failing.get()) {
				throw new IllegalStateException("no score");
			}
			return "score of " + draft;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String to) {
			executed.add("send " + to);
			if (to.equals("nobody")) {
				throw new IllegalStateException("timeout");
			}
			if (to.equals("later")) {
				throw new EffectNotPerformedException("not today");
			}
			return "sent to " + to;
		}

	}

	static class Issues {

		private final Writer writer;

		Issues(Writer writer) {
			this.writer = writer;
		}

		@MusubitoPipeline("issue")
		String issue(String question) {
			String draft = this.writer.draft(question);
			String again = this.writer.draft(question);
			return this.writer.score(draft) + ", " + again.equals(draft);
		}

		@MusubitoPipeline("dispatch")
		String dispatch(String to) {
			return this.writer.send(to);
		}

	}

}
