package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.musubito.EffectInDoubtException;
import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.StepOutcome;
import io.musubito.StoreException;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import io.musubito.code.CodeFingerprint;
import io.musubito.lineage.Origin;
import io.musubito.lineage.RunScope;
import io.musubito.lineage.StepUsage;
import io.musubito.store.Execution;
import io.musubito.store.Failure;
import io.musubito.store.ManualResult;
import io.musubito.store.NodeKey;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;
import io.musubito.store.Replay;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records how calls were answered. A store that fails costs the record, never the answer.
 */
final class Recorder {

	private static final int MAX_ERROR_LENGTH = 1_000;

	private final NodeStore nodes;

	private final KeptInputs inputs;

	private final KeptTexts texts;

	private final Degradation degradation;

	private final Clock clock;

	private final UndecidedNodes undecided;

	private final DailyMemory rememberedCode = new DailyMemory();

	Recorder(NodeStore nodes, KeptInputs inputs, KeptTexts texts, Degradation degradation, Clock clock,
			UndecidedNodes undecided) {
		this.nodes = nodes;
		this.inputs = inputs;
		this.texts = texts;
		this.degradation = degradation;
		this.clock = clock;
		this.undecided = undecided;
	}

	/**
	 * Records an execution, when transactions have ended that decide on it.
	 * @return whether it is in the store, or will be
	 */
	boolean executed(IdentifiedCall call, @Nullable String inputs, Answer answer, Explanation why,
			Collection<String> downstream) {
		rememberParts(call);
		Instant now = this.clock.instant();
		StepUsage usage = call.activeStep().usage().take();
		Execution execution = new Execution(call.keyOfExecution(inputs), answer.artifact(), answer.kept(), now,
				answer.executionTime(), usage.called(), call.upstream(), downstream,
				journal(call, StepOutcome.EXECUTED, why, now, usage.own(), null));
		call.noteExecution(answer.producerNodeId());
		Undecided undecided = answer.undecided();
		if (undecided.isNothing()) {
			return write(call, execution, answer);
		}
		String nodeId = call.identity().nodeId();
		this.undecided.add(nodeId, undecided);
		whenDecided(call, undecided, (happened) -> {
			// What is made of an effect that was undone does not take the place of a
			// result
			// that is valid
			write(call, (happened) ? execution : execution.notKept(), (happened) ? answer : answer.notKept());
			this.undecided.remove(nodeId, undecided);
		});
		return true;
	}

	private static void whenDecided(IdentifiedCall call, Undecided undecided, Consumer<Boolean> work) {
		call.recordsLate();
		undecided.whenDecided((happened) -> {
			try {
				work.accept(happened);
			}
			finally {
				call.hasRecorded();
			}
		});
	}

	private boolean write(IdentifiedCall call, Execution execution, Answer answer) {
		boolean recorded = attempt(call,
				(store) -> recordAndLink(call, store, () -> awaitLateUsage(call, store.record(execution))));
		if (recorded) {
			call.answerInRun(answer, this.nodes.isReadOnly());
		}
		if (recorded && answer.kept() && !this.nodes.isReadOnly()) {
			call.activeStep().keptForReplay(() -> attempt(call, (store) -> store.invalidate(call.identity().nodeId())));
		}
		return recorded;
	}

	/**
	 * Records an execution whose result is not kept at all.
	 */
	void executedWithoutArtifact(IdentifiedCall call, Explanation why) {
		StepRecord journal = journal(call, StepOutcome.EXECUTED, why, this.clock.instant(),
				call.activeStep().usage().take().own(), null);
		attempt(call, (store) -> awaitLateUsage(call, store.record(journal)));
	}

	/**
	 * Adds to the record what models report that was used in the call, when it is
	 * recorded.
	 */
	private void awaitLateUsage(IdentifiedCall call, long entry) {
		String replayKey = call.identity().replayKey();
		call.activeStep().usage().recorded((late) -> attempt(call, (store) -> store.addUsage(entry, replayKey, late)));
	}

	/**
	 * Records which nodes depend on a stream that consumed its elements before it ended.
	 */
	void link(IdentifiedCall stream, Collection<String> downstream) {
		if (!downstream.isEmpty()) {
			attempt(stream, (store) -> store.link(stream.identity().nodeId(), downstream));
		}
	}

	void failed(IdentifiedCall call, @Nullable String inputs, @Nullable Explanation why, Throwable failure) {
		StepRecord journal = journal(call, StepOutcome.FAILED, why, this.clock.instant(),
				call.activeStep().usage().take().own(), describe(failure));
		if (call.call().step().effect() != null) {
			// What became of the effect is recorded by the caller that performed it
			attempt(call, (store) -> store.record(journal));
			return;
		}
		rememberParts(call);
		attempt(call, (store) -> recordAndLink(call, store, () -> awaitLateUsage(call,
				store.record(new Failure(call.keyOfExecution(inputs), call.dataUpstream(), journal)))));
	}

	/**
	 * Records a call of an effect that was refused.
	 */
	void blocked(IdentifiedCall call, EffectInDoubtException refusal) {
		StepRecord journal = journal(call, refusal.nodeId(), StepOutcome.BLOCKED, null, this.clock.instant(),
				Usage.NONE, null, describe(refusal));
		attempt(call, (store) -> store.record(journal));
	}

	/**
	 * Records an answer that was given by hand.
	 */
	Deliver manual(IdentifiedCall call, Deliver given, ManualAnswer who) {
		Artifact artifact = given.answer().artifact();
		StepRecord journal = journal(call, StepOutcome.MANUAL, given.answer().why(), this.clock.instant(), Usage.NONE,
				null);
		attempt(call,
				(store) -> store.record(new ManualResult(call.key(this.inputs.of(call)), artifact, who, journal)));
		return given;
	}

	/**
	 * Keeps what people are shown of what an identity is made of.
	 */
	private void rememberParts(IdentifiedCall call) {
		Instant now = this.clock.instant();
		CodeFingerprint code = call.call().step().code().get();
		if (this.rememberedCode.add(code.hash(), now)) {
			attempt(call, (store) -> store
				.rememberCode(new RecordedCode(code.hash(), code.level(), code.parts(), code.boundary())));
		}
		this.texts.forEachNew(call, now,
				(component, text) -> attempt(call, (store) -> store.rememberText(component, text)));
	}

	void servedStale(IdentifiedCall call, Answer answer, Explanation why, Throwable failure) {
		replayed(call, answer, journal(call, call.identity().nodeId(), StepOutcome.SERVED_STALE, why,
				this.clock.instant(), call.activeStep().usage().take().own(), answer, describe(failure)));
	}

	/**
	 * Records an answer that came from the store or from a joined call, when transactions
	 * have ended that decide on it.
	 * @return the same, under the node of the call
	 */
	Deliver replayed(IdentifiedCall call, Deliver found) {
		Answer answer = found.answer();
		replayed(call, answer, journal(call, call.identity().nodeId(), answer.outcome(), null, this.clock.instant(),
				Usage.NONE, answer, null));
		return new Deliver(answer.recordedUnder(call.identity().nodeId()), found.value());
	}

	/**
	 * Records an answer that came from the recording of a test: as a node that was
	 * executed elsewhere, when the store has not met it yet.
	 * @return the same
	 */
	Deliver replayedFromRecording(IdentifiedCall call, Deliver found) {
		Answer answer = found.answer();
		boolean known = false;
		try {
			known = this.nodes.find(answer.producerNodeId()).isPresent();
		}
		catch (StoreException ex) {
			// Noted when it is written
		}
		if (known) {
			return replayed(call, found);
		}
		Instant now = this.clock.instant();
		StepRecord journal = journal(call, call.identity().nodeId(), answer.outcome(), null, now, Usage.NONE, answer,
				null);
		NodeKey key = call.key(this.inputs.of(call));
		Execution elsewhere = new Execution(
				new NodeKey(answer.producerNodeId(), key.replayKey(), key.operation(), key.type(), key.components(),
						key.inputs()),
				answer.artifact(), true, now, answer.executionTime(), answer.usage(), call.dataUpstream(), List.of(),
				journal);
		attempt(call, (store) -> recordAndLink(call, store, () -> store.record(elsewhere)));
		return found;
	}

	private void replayed(IdentifiedCall call, Answer answer, StepRecord journal) {
		Undecided undecided = answer.undecided().and(this.undecided.consumedBy(call));
		if (undecided.isNothing()) {
			write(call, answer, journal, true);
		}
		else {
			whenDecided(call, undecided, (happened) -> write(call, answer, journal, happened));
		}
	}

	private void write(IdentifiedCall call, Answer answer, StepRecord journal, boolean valid) {
		if (valid) {
			call.answerInRun(answer, this.nodes.isReadOnly());
		}
		boolean newLineage = valid && !answer.nodeId().equals(call.identity().nodeId());
		Replay replay = newLineage
				? new Replay(call.key(this.inputs.of(call)), answer.producerNodeId(), answer.artifact().artifactId(),
						call.dataUpstream(), true, journal)
				: new Replay(call.key(null), answer.producerNodeId(), answer.artifact().artifactId(), List.of(), false,
						journal);
		attempt(call, (store) -> recordAndLink(call, store, () -> store.record(replay)));
	}

	/**
	 * An edge to a stream that is running is written with the stream, or here when that
	 * has ended meanwhile.
	 */
	private static void recordAndLink(IdentifiedCall call, NodeStore store, Runnable write) {
		Set<Origin> notRecorded = call.notRecorded();
		write.run();
		String nodeId = call.identity().nodeId();
		for (Origin origin : notRecorded) {
			if (origin.source() != null && !origin.source().consumedBy(nodeId)) {
				store.link(origin.producerNodeId(), List.of(nodeId));
			}
		}
	}

	private boolean attempt(IdentifiedCall call, Consumer<NodeStore> work) {
		try {
			work.accept(this.nodes);
			if (!this.nodes.isReadOnly()) {
				this.degradation.noteSuccess();
			}
			return true;
		}
		catch (StoreException ex) {
			this.degradation.noteFailure(call.operation(), ex);
			return false;
		}
	}

	static StepRecord journal(IdentifiedCall call, StepOutcome outcome, @Nullable Explanation why, Instant now,
			Usage spent, @Nullable String error) {
		return journal(call, call.identity().nodeId(), outcome, why, now, spent, null, error);
	}

	private static StepRecord journal(IdentifiedCall call, String nodeId, StepOutcome outcome,
			@Nullable Explanation why, Instant now, Usage spent, @Nullable Answer replayed, @Nullable String error) {
		RunScope run = call.context().run();
		RunStart start = (run != null) ? RunStart.of(run) : null;
		Duration duration = Duration.ofNanos(System.nanoTime() - call.startedNanos());
		Usage saved = (replayed != null) ? replayed.usage() : Usage.NONE;
		if (run != null) {
			run.tally().noteUsage(spent, saved);
		}
		return new StepRecord(start, (run != null) ? run.nextSequence(outcome) : 0, call.activeStep().position(),
				call.operation(), nodeId, outcome, why, now, duration,
				(replayed != null) ? replayed.executionTime() : Duration.ZERO, spent, saved, error,
				(run != null && run.elsewhere() != null) ? run.elsewhere().instance() : null,
				call.activeStep().notDispatchable());
	}

	static String describe(Throwable failure) {
		String description = failure.toString();
		return (description.length() > MAX_ERROR_LENGTH) ? description.substring(0, MAX_ERROR_LENGTH) + "…"
				: description;
	}

}
