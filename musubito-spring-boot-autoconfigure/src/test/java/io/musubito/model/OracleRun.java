package io.musubito.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.Reason;
import io.musubito.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A run and its journal as the design has them.
 */
final class OracleRun {

	final List<Call> program;

	final List<Entry> journal = new ArrayList<>();

	/** The value that a computation has in the run, by replay key. */
	final Map<String, Answer> answers = new HashMap<>();

	final Map<String, Integer> places = new HashMap<>();

	/** What is executed again: the step, and what was downstream of it, by replay key. */
	final Set<Op> again = new HashSet<>();

	final Set<String> keysAgain = new HashSet<>();

	final Set<String> executedAgain = new HashSet<>();

	/** How many nodes there were before it recorded its first one. */
	long nodesBefore = -1;

	boolean failed;

	boolean resumed;

	@Nullable String runId;

	OracleRun(List<Call> program) {
		this.program = program;
	}

	boolean isRerun() {
		return !this.again.isEmpty();
	}

	/**
	 * An entry of the journal.
	 *
	 * @param reasons the reasons that may be told, as several nodes may be equally like
	 * the call; empty for what did not execute
	 */
	record Entry(Op op, String nodeId, String position, StepOutcome outcome, Set<Reason> reasons) {

		@Override
		public String toString() {
			return this.op.step() + " " + this.outcome + " " + this.reasons;
		}

	}

	record Answer(String producer, String artifact, boolean executed) {

	}

}
