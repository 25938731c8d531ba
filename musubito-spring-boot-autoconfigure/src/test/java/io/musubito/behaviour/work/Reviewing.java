package io.musubito.behaviour.work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;

/**
 * An application with pipelines that are submitted.
 */
@Configuration(proxyBeanMethods = false)
public class Reviewing {

	static final List<String> STARTED = Collections.synchronizedList(new ArrayList<>());

	static volatile CountDownLatch gate = new CountDownLatch(0);

	@Bean
	Steps steps() {
		return new Steps();
	}

	@Bean
	Reviews reviews(Steps steps) {
		return new Reviews(steps);
	}

	static class Steps {

		@MusubitoStep(name = "read")
		String read(String diff) {
			STARTED.add("read " + diff);
			return "read " + diff;
		}

		@MusubitoStep(name = "judge")
		String judge(String text, int strictness) throws InterruptedException {
			STARTED.add("judge " + text);
			if (!gate.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody has opened the gate");
			}
			return text + " is fine, " + strictness;
		}

	}

	static class Reviews {

		private final Steps steps;

		Reviews(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline(value = "review", submittable = true)
		String review(String diff, int strictness) throws InterruptedException {
			return this.steps.judge(this.steps.read(diff), strictness);
		}

		@MusubitoPipeline("break")
		String fail(String diff) {
			throw new IllegalArgumentException(this.steps.read(diff) + " is broken");
		}

		@MusubitoPipeline("thread")
		String of(Thread thread) {
			return thread.getName();
		}

		@Async
		@MusubitoPipeline("later")
		void later(String diff) {
			this.steps.read(diff);
		}

	}

}
