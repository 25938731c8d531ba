package io.musubito.execution;

import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.lineage.Frame;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.observation.UsageListener;
import org.jspecify.annotations.Nullable;

/**
 * Attributes calls of models to the innermost step around them.
 */
public final class AttributedModelCalls implements ModelCalls {

	private final UsageListener listener;

	/**
	 * Creates the attribution.
	 * @param listener hears of what is spent
	 */
	public AttributedModelCalls(UsageListener listener) {
		this.listener = listener;
	}

	@Override
	public ModelCall begin(ModelRequest request) {
		LineageContext context = Lineage.current();
		return new AttributedModelCall(context.frame(), this.listener);
	}

	private static final class AttributedModelCall implements ModelCall {

		private final @Nullable Frame step;

		private final UsageListener listener;

		private final AtomicBoolean ended = new AtomicBoolean();

		private AttributedModelCall(@Nullable Frame step, UsageListener listener) {
			this.step = step;
			this.listener = listener;
		}

		@Override
		public void answered(ModelUsage usage) {
			if (!this.ended.compareAndSet(false, true)) {
				return;
			}
			if (this.step != null) {
				this.step.spent(Usage.of(usage));
			}
			this.listener.spent((this.step != null) ? this.step.operation() : null, usage);
		}

		@Override
		public void failed() {
			this.ended.set(true);
		}

		@Override
		public void notToBeKept() {
			if (this.step != null) {
				this.step.taint();
			}
		}

	}

}
