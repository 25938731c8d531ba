package io.musubito.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.RunScope;
import io.musubito.observation.UsageListener;
import io.musubito.usage.Budget;
import io.musubito.usage.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * Attributes calls of models to the innermost step around them, and has the run pay for
 * them. Calls outside of runs have no budget.
 */
public final class AttributedModelCalls implements ModelCalls {

	private final @Nullable Budget budget;

	private final UsageListener listener;

	/**
	 * Creates the attribution.
	 * @param budget what a run may spend; {@code null} for any amount
	 * @param listener hears of what is spent
	 */
	public AttributedModelCalls(@Nullable Budget budget, UsageListener listener) {
		this.budget = budget;
		this.listener = listener;
	}

	@Override
	public ModelCall begin(ModelRequest request) {
		LineageContext context = Lineage.current();
		ActiveStep step = context.activeStep();
		try {
			return new AttributedModelCall(step, reserve(request, context.run(), step), this.listener);
		}
		catch (BudgetExceededException ex) {
			if (step != null) {
				// What a body makes of the refusal is not to be replayed for ever
				step.taint("the budget of the run was spent");
			}
			throw ex;
		}
	}

	private @Nullable Reservation reserve(ModelRequest request, @Nullable RunScope run, @Nullable ActiveStep step) {
		if (this.budget == null || run == null) {
			return null;
		}
		return this.budget.reserve(run.spending(), (step != null) ? step.operation() : null, request.model(),
				request.inputTokens());
	}

	private static final class AttributedModelCall implements ModelCall {

		private final @Nullable ActiveStep step;

		private final @Nullable Reservation reservation;

		private final UsageListener listener;

		private final AtomicBoolean ended = new AtomicBoolean();

		private AttributedModelCall(@Nullable ActiveStep step, @Nullable Reservation reservation,
				UsageListener listener) {
			this.step = step;
			this.reservation = reservation;
			this.listener = listener;
		}

		@Override
		public void answered(ModelUsage usage) {
			if (!this.ended.compareAndSet(false, true)) {
				return;
			}
			if (this.reservation != null) {
				this.reservation.spend(usage);
			}
			if (this.step != null) {
				this.step.spent(Usage.of(usage));
			}
			this.listener.spent((this.step != null) ? this.step.operation() : null, usage);
		}

		@Override
		public void failed() {
			if (this.ended.compareAndSet(false, true) && this.reservation != null) {
				this.reservation.release();
			}
		}

		@Override
		public void notToBeKept() {
			if (this.step != null) {
				this.step.taint();
			}
		}

		@Override
		public void askAtEnd(BooleanSupplier tell) {
			if (this.step != null) {
				this.step.askAtEnd(tell);
			}
		}

		@Override
		public void notToBeKept(String reason) {
			if (this.step != null) {
				this.step.taint("the answer ended with " + reason);
			}
		}

	}

}
