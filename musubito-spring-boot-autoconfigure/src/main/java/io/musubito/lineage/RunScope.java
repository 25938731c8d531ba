package io.musubito.lineage;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.musubito.RunKind;
import io.musubito.StepOutcome;
import io.musubito.usage.RunSpending;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The run that steps belong to, and the counter of its journal.
 */
public final class RunScope {

	private final String runId;

	private final @Nullable RunElsewhere elsewhere;

	private final Supplier<String> name;

	private final RunKind kind;

	private final Instant startedAt;

	private final String owner;

	private final @Nullable RunScope parent;

	private final @Nullable PipelineCall call;

	private final @Nullable String resumedFrom;

	private final @Nullable Rerun rerun;

	private final @Nullable ManualAnswers manual;

	private final @Nullable String place;

	private final AtomicInteger sequence = new AtomicInteger();

	private final Positions positions = Positions.atTop();

	private final RunAnswers answers;

	private final LateRecords lateRecords;

	private final RunSpending spending;

	private final RunTally tally = new RunTally();

	private final AtomicBoolean awaitsCall;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean recorded;

	private RunScope(Supplier<String> name, RunKind kind, Instant startedAt, String owner, @Nullable RunScope parent,
			@Nullable String place, @Nullable PipelineCall call, @Nullable String resumedFrom, @Nullable Rerun rerun,
			@Nullable ManualAnswers manual) {
		this(UUID.randomUUID().toString().replace("-", ""), null, name, kind, startedAt, owner, parent, place, call,
				resumedFrom, rerun, manual);
	}

	private RunScope(String runId, @Nullable RunElsewhere elsewhere, Supplier<String> name, RunKind kind,
			Instant startedAt, String owner, @Nullable RunScope parent, @Nullable String place,
			@Nullable PipelineCall call, @Nullable String resumedFrom, @Nullable Rerun rerun,
			@Nullable ManualAnswers manual) {
		this.runId = runId;
		this.elsewhere = elsewhere;
		this.name = name;
		this.kind = kind;
		this.startedAt = startedAt;
		this.owner = owner;
		this.parent = parent;
		this.call = call;
		this.resumedFrom = resumedFrom;
		this.rerun = rerun;
		this.manual = manual;
		this.place = place;
		this.answers = (parent != null) ? parent.answers : new RunAnswers();
		this.lateRecords = new LateRecords((parent != null) ? parent.lateRecords : null);
		this.spending = (parent != null) ? parent.spending
				: new RunSpending(() -> "'" + name() + "' (" + this.runId + ")");
		this.recorded = resumedFrom != null;
		this.awaitsCall = new AtomicBoolean(resumedFrom != null);
	}

	/**
	 * Starts the run of a web request.
	 * @param name method and route of the request; asked once, when it is needed
	 * @param startedAt when it started
	 * @param owner the process that it runs in
	 * @return a run with an id of its own
	 */
	public static RunScope request(Supplier<String> name, Instant startedAt, String owner) {
		return new RunScope(SingletonSupplier.of(name), RunKind.REQUEST, startedAt, owner, null, null, null, null, null,
				null);
	}

	/**
	 * Starts the run of a pipeline.
	 * @param name the name of the pipeline
	 * @param startedAt when it started
	 * @param owner the process that it runs in
	 * @param parent the run of the pipeline that calls it; {@code null} when none does
	 * @param place where it is called in that run; {@code null} without a parent
	 * @param call how it is called; {@code null} when it can't be called again
	 * @return a run with an id of its own
	 */
	public static RunScope pipeline(String name, Instant startedAt, String owner, @Nullable RunScope parent,
			@Nullable String place, @Nullable PipelineCall call) {
		return new RunScope(() -> name, RunKind.PIPELINE, startedAt, owner, parent, place, call, null,
				(parent != null) ? parent.rerun : null, (parent != null) ? parent.manual : null);
	}

	/**
	 * Prepares the run of a pipeline that resumes another run. It begins when the
	 * pipeline is called.
	 * @param name the name of the pipeline
	 * @param startedAt when it started
	 * @param owner the process that it runs in
	 * @param call how it is called
	 * @param resumedFrom the id of the other run
	 * @param rerun what to execute again; {@code null} for nothing but what has to be
	 * @param manual the results that were given by hand; {@code null} for none
	 * @return a run with an id of its own
	 */
	public static RunScope resumption(String name, Instant startedAt, String owner, PipelineCall call,
			String resumedFrom, @Nullable Rerun rerun, @Nullable ManualAnswers manual) {
		return new RunScope(() -> name, RunKind.PIPELINE, startedAt, owner, null, null, call, resumedFrom, rerun,
				manual);
	}

	/**
	 * Prepares the run of a pipeline that was submitted. It begins when the pipeline is
	 * called.
	 * @param runId the id that it has already
	 * @param name the name of the pipeline
	 * @param startedAt when it started
	 * @param owner the process that it runs in
	 * @param call how it is called
	 * @return the run
	 */
	public static RunScope submitted(String runId, String name, Instant startedAt, String owner, PipelineCall call) {
		RunScope run = new RunScope(runId, null, () -> name, RunKind.PIPELINE, startedAt, owner, null, null, call, null,
				null, null);
		run.recorded = true;
		run.awaitsCall.set(true);
		return run;
	}

	static RunScope elsewhere(RunElsewhere run) {
		return new RunScope(run.runId(), run, run::name, run.kind(), run.startedAt(), run.owner(), null, null, null,
				null, null, null);
	}

	public String runId() {
		return this.runId;
	}

	/**
	 * Where the run is, when that is another process.
	 * @return the run there; {@code null} when it is here
	 */
	public @Nullable RunElsewhere elsewhere() {
		return this.elsewhere;
	}

	public String name() {
		return this.name.get();
	}

	public RunKind kind() {
		return this.kind;
	}

	public Instant startedAt() {
		return this.startedAt;
	}

	public String owner() {
		return this.owner;
	}

	public @Nullable RunScope parent() {
		return this.parent;
	}

	public @Nullable PipelineCall call() {
		return this.call;
	}

	public @Nullable String resumedFrom() {
		return this.resumedFrom;
	}

	public @Nullable Rerun rerun() {
		return this.rerun;
	}

	public @Nullable ManualAnswers manualAnswers() {
		return this.manual;
	}

	/**
	 * Where the run is called in the run around it.
	 * @return the place; {@code null} when there is none around it
	 */
	public @Nullable String place() {
		return this.place;
	}

	/**
	 * A position in this run, with those of the runs around it.
	 * @param position the position
	 * @return the position in the outermost run
	 */
	public String outermost(String position) {
		return (this.parent != null) ? this.parent.outermost(this.place + "/" + position) : position;
	}

	/**
	 * Whether another run belongs to this one.
	 * @param other the other run; {@code null} for none
	 * @return whether it is this one, or one of its children
	 */
	public boolean isAround(@Nullable RunScope other) {
		return other != null && (other == this || isAround(other.parent));
	}

	/**
	 * Takes a resumed run for the call of its pipeline, which becomes the run.
	 * @param pipeline the pipeline that is called
	 * @return {@code true} for the first call of the right pipeline
	 */
	public boolean take(String pipeline) {
		return name().equals(pipeline) && this.awaitsCall.compareAndSet(true, false);
	}

	/**
	 * Whether this is a resumed run whose pipeline was not called.
	 * @return whether it still waits for the call
	 */
	public boolean awaitsCall() {
		return this.awaitsCall.get();
	}

	/**
	 * Ends the run.
	 * @return {@code true} the first time
	 */
	public boolean end() {
		return this.ended.compareAndSet(false, true);
	}

	/**
	 * Whether the store has, or will have, a row of the run.
	 * @return {@code false} as long as there was no step in it, nor in a child run
	 */
	public boolean isRecorded() {
		return this.recorded;
	}

	/**
	 * Whether a step of the run has begun.
	 * @return {@code false} as long as no step was called in it, nor in a child run
	 */
	public boolean hasBegun() {
		return this.recorded || this.positions.isTaken();
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
	 * What is recorded of this run, or of runs within it, when transactions have ended.
	 * @return these records
	 */
	public LateRecords lateRecords() {
		return this.lateRecords;
	}

	/**
	 * What was spent of the budget of this run.
	 * @return the spending, shared with the run around this one
	 */
	public RunSpending spending() {
		return this.spending;
	}

	/**
	 * Takes the next position in the journal.
	 * @param outcome how the step was answered that takes it
	 * @return the position, from 1
	 */
	public int nextSequence(StepOutcome outcome) {
		this.tally.note(outcome);
		return keepSequence();
	}

	/**
	 * Keeps the next position in the journal for a step that may be executed elsewhere.
	 * @return the position, from 1
	 */
	public int keepSequence() {
		willBeRecorded();
		return (this.elsewhere != null) ? this.elsewhere.sequence() : this.sequence.incrementAndGet();
	}

	/**
	 * Notes that the store will have a row of the run, and of those around it.
	 */
	public void willBeRecorded() {
		for (RunScope run = this; run != null && !run.recorded; run = run.parent) {
			run.recorded = true;
		}
	}

	/**
	 * What the steps of the run have come to so far.
	 * @return the sums
	 */
	public RunTally tally() {
		return this.tally;
	}

}
