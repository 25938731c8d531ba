package io.musubito.run;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.musubito.RunSummary;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.Usage;
import io.musubito.store.RunEntry;
import io.musubito.usage.Prices;

/**
 * Sums up the steps of a run and its child runs.
 */
final class RunTotals {

	private final Prices prices;

	RunTotals(Prices prices) {
		this.prices = prices;
	}

	RunSummary of(RunView run, List<RunEntry> entries) {
		Duration duration = (run.endedAt() != null) ? Duration.between(run.startedAt(), run.endedAt()) : null;
		List<RunEntry> called = entries.stream().filter(RunEntry::isCalled).toList();
		return new RunSummary(run.runId(), run.pipeline(), run.status(), duration,
				(int) called.stream().filter(StepPair::hasExecuted).count(),
				(int) called.stream().filter((entry) -> entry.view().cached()).count(),
				sum(called, (entry) -> entry.view().spent()), sum(called, (entry) -> entry.view().savings()));
	}

	private Spending sum(List<RunEntry> entries, Function<RunEntry, Spending> spending) {
		Usage usage = Usage.sum(entries.stream().map(spending).map(Spending::usage).toList());
		return usage.isEmpty() ? Spending.of(usage) : this.prices.priced(usage);
	}

}
