package io.musubito.observation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.ModelUsage;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.usage.Prices;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Says in one line, when an application on the command line ends, how many steps were
 * replayed and what that saved.
 */
final class CallTotals implements UsageListener, ObservationHandler<StepObservationContext>, DisposableBean {

	private static final Log logger = LogFactory.getLog(CallTotals.class);

	private final Prices prices;

	private final Map<StepOutcome, Integer> outcomes = new EnumMap<>(StepOutcome.class);

	private Usage spent = Usage.NONE;

	private Usage saved = Usage.NONE;

	/**
	 * Creates the totals.
	 * @param prices what models cost
	 */
	CallTotals(Prices prices) {
		this.prices = prices;
	}

	@Override
	public synchronized void spent(@Nullable String operation, ModelUsage usage) {
		this.spent = this.spent.plus(Usage.of(usage));
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof StepObservationContext;
	}

	@Override
	public synchronized void onStop(StepObservationContext context) {
		StepOutcome outcome = context.getOutcome();
		if (outcome != null) {
			this.outcomes.merge(outcome, 1, Integer::sum);
			Usage more = context.getSavedUsage();
			this.saved = (more.isEmpty()) ? this.saved : this.saved.plus(more);
		}
	}

	@Override
	public synchronized void destroy() {
		if (this.outcomes.isEmpty()) {
			return;
		}
		List<String> parts = new ArrayList<>();
		parts.add(steps());
		Spending spending = this.prices.priced(this.spent);
		Spending savings = this.prices.priced(this.saved);
		if (this.spent.totalTokens() > 0 || this.saved.totalTokens() > 0) {
			parts.add("tokens spent " + this.spent.totalTokens() + ", saved " + this.saved.totalTokens());
		}
		if (spending.cost() != null || savings.cost() != null) {
			parts.add("cost spent " + amount(spending) + ", saved " + amount(savings));
		}
		logger.info("Musubito: " + String.join("; ", parts));
	}

	private String steps() {
		int replayed = 0;
		for (StepOutcome outcome : this.outcomes.keySet()) {
			replayed += (outcome.isCached()) ? count(outcome) : 0;
		}
		int failed = count(StepOutcome.FAILED) + count(StepOutcome.BLOCKED);
		return "steps replayed " + replayed + ", executed " + count(StepOutcome.EXECUTED)
				+ ((failed > 0) ? ", failed " + failed : "")
				+ ((count(StepOutcome.MANUAL) > 0) ? ", given by hand " + count(StepOutcome.MANUAL) : "");
	}

	private int count(StepOutcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0);
	}

	private static String amount(Spending spending) {
		BigDecimal amount = (spending.cost() != null) ? spending.cost().amount() : BigDecimal.ZERO;
		return amount.toPlainString();
	}

}
