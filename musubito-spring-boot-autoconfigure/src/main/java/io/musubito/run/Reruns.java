package io.musubito.run;

import java.util.Arrays;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.musubito.ResumeOption;
import io.musubito.RunView;
import io.musubito.lineage.Rerun;
import io.musubito.store.RunStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a run that is resumed from a step executes again.
 */
final class Reruns {

	private final RunStore store;

	Reruns(RunStore store) {
		this.store = store;
	}

	/**
	 * The steps that options name.
	 */
	static SortedSet<String> from(ResumeOption... options) {
		return Arrays.stream(options)
			.filter(ResumeOption.From.class::isInstance)
			.map((option) -> ((ResumeOption.From) option).operation())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Finds it.
	 * @param origin the run that is resumed
	 * @param from the steps
	 * @return the steps and what was downstream of them; {@code null} without a step
	 * @throws IllegalArgumentException when the run has no such step
	 */
	@Nullable Rerun find(RunView origin, Set<String> from) {
		if (from.isEmpty()) {
			return null;
		}
		SortedSet<String> operations = this.store.findOperations(origin.runId());
		Set<String> downstream = new TreeSet<>();
		for (String operation : from) {
			if (!operations.contains(operation)) {
				throw new IllegalArgumentException("Run '" + origin.runId() + "' can't be resumed from '" + operation
						+ "': it has no such step. It has " + String.join(", ", operations) + ".");
			}
			downstream.addAll(this.store.findDownstream(origin.runId(), operation));
		}
		return new Rerun(from, downstream);
	}

}
