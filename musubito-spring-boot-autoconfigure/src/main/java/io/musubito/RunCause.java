package io.musubito;

import java.util.List;

/**
 * Something that was changed between two runs, or why one of them executed what the other
 * had already.
 *
 * @param reason the kind of change
 * @param change what changed, from the first run to the second. Where no component
 * changed (a TTL ended, a node was invalidated, a run was resumed) the component says
 * what happened
 * @param consequences what else changed in the same steps with it, as the options that a
 * bean was made with do with a property; empty as a rule
 * @param operations the steps whose identity it changed, or that it made execute, each
 * once; not those downstream that got another result from them
 */
public record RunCause(Reason reason, Change change, List<Change> consequences, List<String> operations) {

	/**
	 * Copies its lists.
	 * @param reason the kind of change
	 * @param change what changed, from the first run to the second. Where no component
	 * changed (a TTL ended, a node was invalidated, a run was resumed) the component says
	 * what happened
	 * @param consequences what else changed in the same steps with it, as the options
	 * that a bean was made with do with a property; empty as a rule
	 * @param operations the steps whose identity it changed, or that it made execute,
	 * each once; not those downstream that got another result from them
	 */
	public RunCause {
		consequences = List.copyOf(consequences);
		operations = List.copyOf(operations);
	}

	@Override
	public String toString() {
		boolean values = this.change.before() != null || this.change.after() != null;
		return this.reason + " " + ((values) ? this.change : this.change.component()) + " ("
				+ String.join(", ", this.operations) + ")";
	}

}
