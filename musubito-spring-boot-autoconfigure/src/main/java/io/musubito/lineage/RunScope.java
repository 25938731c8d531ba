package io.musubito.lineage;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.RunKind;
import io.musubito.StepOutcome;

/**
 * The run that steps belong to, and the counter of its journal.
 */
public final class RunScope {

	private final String runId;

	private final String name;

	private final RunKind kind;

	private final Instant startedAt;

	private final AtomicInteger sequence = new AtomicInteger();

	private final Positions positions = Positions.atTop();

	private final RunAnswers answers;

	private final Map<StepOutcome, Integer> outcomes = new ConcurrentSkipListMap<>();

	private RunScope(String runId, String name, RunKind kind, Instant startedAt, RunAnswers answers) {
		this.runId = runId;
		this.name = name;
		this.kind = kind;
		this.startedAt = startedAt;
		this.answers = answers;
	}

	/**
	 * Starts a run. Within another one, a computation has the value that it has there.
	 * @param name the name of the pipeline, or method and path of the web request
	 * @param kind what began it
	 * @param startedAt when it started
	 * @return a run with an id of its own
	 */
	public static RunScope start(String name, RunKind kind, Instant startedAt) {
		RunScope around = Lineage.current().run();
		return new RunScope(UUID.randomUUID().toString().replace("-", ""), name, kind, startedAt,
				(around != null) ? around.answers : new RunAnswers());
	}

	public String runId() {
		return this.runId;
	}

	public String name() {
		return this.name;
	}

	public RunKind kind() {
		return this.kind;
	}

	public Instant startedAt() {
		return this.startedAt;
	}

	Positions positions() {
		return this.positions;
	}

	/**
	 * The values that computations have in this run.
	 * @return the values, shared with the run around this one
	 */
	public RunAnswers answers() {
		return this.answers;
	}

	/**
	 * Takes the next position in the journal.
	 * @param outcome how the step was answered that takes it
	 * @return the position, from 1
	 */
	public int nextSequence(StepOutcome outcome) {
		this.outcomes.merge(outcome, 1, Integer::sum);
		return this.sequence.incrementAndGet();
	}

	/**
	 * How the steps were answered so far.
	 * @return the number of steps by outcome, in the order of the enum
	 */
	public Map<StepOutcome, Integer> outcomes() {
		return Collections.unmodifiableMap(this.outcomes);
	}

}
