package io.musubito.ai;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.Lineage;

import org.springframework.context.annotation.Primary;

/**
 * Takes the place of the engine: keeps what it is told of calls, by the operation of the
 * step that was current when they began.
 */
@Primary
final class RecordedModelCalls implements ModelCalls {

	/**
	 * The operation of calls outside of steps.
	 */
	static final String NO_STEP = "";

	private final Map<String, Usage> usages = new ConcurrentHashMap<>();

	private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger inProgress = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private volatile boolean exhausted;

	@Override
	public ModelCall begin(ModelRequest request) {
		this.requests.add(request);
		if (this.exhausted) {
			throw new BudgetExceededException("All is spent");
		}
		this.inProgress.incrementAndGet();
		return new RecordedModelCall(Lineage.current().activeStep());
	}

	/**
	 * Refuses all calls from now on.
	 */
	void exhaust() {
		this.exhausted = true;
	}

	/**
	 * What was announced, refused calls included.
	 */
	List<ModelRequest> requests() {
		return List.copyOf(this.requests);
	}

	Usage usage() {
		return Usage.sum(this.usages.values());
	}

	Usage usage(String operation) {
		return this.usages.getOrDefault(operation, Usage.NONE);
	}

	/**
	 * How many calls have begun of which nobody said how they ended.
	 */
	int inProgress() {
		return this.inProgress.get();
	}

	int failures() {
		return this.failures.get();
	}

	private final class RecordedModelCall implements ModelCall {

		private final AtomicBoolean ended = new AtomicBoolean();

		private final ActiveStep step;

		private RecordedModelCall(ActiveStep step) {
			this.step = step;
		}

		@Override
		public void answered(ModelUsage usage) {
			if (this.ended.compareAndSet(false, true)) {
				RecordedModelCalls.this.usages.merge((this.step != null) ? this.step.operation() : NO_STEP,
						Usage.of(usage), Usage::plus);
				RecordedModelCalls.this.inProgress.decrementAndGet();
			}
		}

		@Override
		public void failed() {
			if (this.ended.compareAndSet(false, true)) {
				RecordedModelCalls.this.failures.incrementAndGet();
				RecordedModelCalls.this.inProgress.decrementAndGet();
			}
		}

		@Override
		public void notToBeKept() {
			if (this.step != null) {
				this.step.taint();
			}
		}

	}

}
