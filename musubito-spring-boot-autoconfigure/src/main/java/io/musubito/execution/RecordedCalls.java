package io.musubito.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.musubito.EdgeKind;
import io.musubito.Explanation;
import io.musubito.ModelUsage;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.recording.RecordedNode;
import io.musubito.recording.RecordedTest;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.Baseline;
import io.musubito.store.CalledStep;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of recorded tests from their recording, and records what was executed.
 * Neither a TTL nor a mode nor what else a step says of being replayed counts there: what
 * is recorded for a key is the answer.
 */
final class RecordedCalls {

	/** What is not recorded executes, whatever the store has. */
	static final Decision.Execute EXECUTE = new Decision.Execute(Reason.FORCED, null, null);

	private final ReplayPolicy policy;

	private final Surroundings surroundings;

	private final RoundTrip roundTrip;

	private final KeptInputs inputs;

	private final Explanations explanations;

	private final Recorder recorder;

	RecordedCalls(ReplayPolicy policy, Surroundings surroundings, RoundTrip roundTrip, KeptInputs inputs,
			Explanations explanations, Recorder recorder) {
		this.policy = policy;
		this.surroundings = surroundings;
		this.roundTrip = roundTrip;
		this.inputs = inputs;
		this.explanations = explanations;
		this.recorder = recorder;
	}

	/**
	 * Finds the answer to a call.
	 * @return the answer; {@code null} when it is to be executed and recorded
	 * @throws ReplayMissException if there is none and nothing may be executed
	 */
	@Nullable Deliver find(IdentifiedCall call) {
		RecordedKey key = Objects.requireNonNull(call.recorded());
		RecordedNode node = key.test().find(key.identity().replayKey()).orElse(null);
		Decision.Execute decision = new Decision.Execute(Reason.FIRST_EXECUTION, null, null);
		if (node != null) {
			Node found = found(node);
			Decision decided = decide(call, found, calledBy(key.test(), node));
			if (decided instanceof Decision.Replay) {
				try {
					RoundTrip.Stored stored = this.roundTrip.read(call.call().step().artifactType(), found.payload(),
							found.artifactId());
					return this.recorder
						.replayedFromRecording(call,
								new Deliver(
										new Answer(StepOutcome.REPLAYED, node.nodeId(), node.nodeId(),
												stored.artifact(), Duration.ZERO, node.usage(), true, null),
										stored.value()));
				}
				catch (UnreadableResultException ex) {
					decided = new Decision.Execute(ex.reason(), null, found);
				}
			}
			decision = (Decision.Execute) decided;
		}
		if (!key.test().executes()) {
			throw missed(call, key, decision, node);
		}
		if (node != null) {
			key.test().forget(node);
		}
		key.test().executes(key.identity().replayKey(), call.operation());
		return null;
	}

	private Decision decide(IdentifiedCall call, Node node, List<CalledStep> called) {
		Decision decision = this.policy.decideRecorded(node, called);
		if (decision instanceof Decision.Replay) {
			for (CalledStep step : called) {
				if (this.surroundings.isChanged(call, step.components())) {
					return new Decision.Execute(Reason.CONFIGURATION_CHANGED, step.operation(), node);
				}
			}
		}
		return decision;
	}

	private static Node found(RecordedNode node) {
		return new Node(node.nodeId(), NodeStatus.SUCCESS, true, node.nodeId(), node.artifact().artifactId(),
				node.artifact().payload(), null, Duration.ZERO, node.usage(), !node.calls().isEmpty(), null);
	}

	/**
	 * The steps that a recorded one called, directly and through others.
	 */
	private static List<CalledStep> calledBy(RecordedTest test, RecordedNode node) {
		List<CalledStep> called = new ArrayList<>();
		addCalled(test, node, called, new HashSet<>());
		return called;
	}

	private static void addCalled(RecordedTest test, RecordedNode node, List<CalledStep> called, Set<String> seen) {
		List<RecordedNode> children = test.calledBy(node);
		if (children.size() < node.calls().size()) {
			called.add(CalledStep.unreadable(null, null));
		}
		for (RecordedNode child : children) {
			if (seen.add(child.key())) {
				called.add(new CalledStep(child.operation(), child.nodeId(), NodeStatus.SUCCESS, true, null,
						child.components()));
				addCalled(test, child, called, seen);
			}
		}
	}

	private ReplayMissException missed(IdentifiedCall call, RecordedKey key, Decision.Execute decision,
			@Nullable RecordedNode same) {
		String json = scrubbed(call, key);
		NodeKey subject = new NodeKey(key.identity().nodeId(), key.identity().replayKey(), call.operation(),
				call.definition().type(), key.identity().components(), json);
		RecordedNode nearest = (same != null) ? same
				: key.test().nearest(call.operation(), key.identity().components(), json);
		Explanation why = this.explanations.explain(call, decision, subject, (nearest != null)
				? new Baseline(nearest.nodeId(), nearest.components(), nearest.inputs(), Set.copyOf(nearest.data()))
				: null);
		ReplayMissException miss = new ReplayMissException(key.test()
			.describeMiss("step '" + call.operation() + "' would have to execute (" + why.withoutValues() + ").", json,
					nearest),
				null, why);
		key.test().failed(miss);
		return miss;
	}

	/**
	 * Records an execution.
	 */
	void record(IdentifiedCall call, Answer answer) {
		if (!isValid(call, answer)) {
			refuse(call, "changed its arguments, or what it depends on was changed while it ran, so that its answer "
					+ "is not known to be the one to these inputs");
			return;
		}
		RecordedKey key = Objects.requireNonNull(call.recorded());
		List<String> data = new ArrayList<>();
		List<String> calls = new ArrayList<>();
		for (Upstream upstream : call.upstream()) {
			((upstream.kind() == EdgeKind.CALL) ? calls : data).add(upstream.producerNodeId());
		}
		key.test()
			.record(new RecordedNode(call.operation(), call.definition().type(), new TreeSet<>(),
					call.identity().nodeId(), key.identity().replayKey(), answer.artifact(), data, calls,
					withoutCaches(answer.usage()), key.identity().components(), scrubbed(call, key)));
	}

	/**
	 * Whether the result is known to belong to the key.
	 */
	private static boolean isValid(IdentifiedCall call, Answer answer) {
		try {
			return call.call().step().effect() != null || (answer.joinable() && KeptResults.isOfItsKey(call));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Performs an effect and records it.
	 * @throws Throwable what the method throws, as it is
	 */
	Deliver perform(IdentifiedCall call, EffectExecutor effects) throws Throwable {
		Deliver performed = effects.answer(call);
		record(call, performed.answer());
		return performed;
	}

	/**
	 * What the provider had in its cache is another thing each time.
	 */
	private static Usage withoutCaches(Usage usage) {
		return new Usage(usage.models()
			.stream()
			.map((model) -> new ModelUsage(model.model(), model.calls(), model.inputTokens(), model.outputTokens(), 0))
			.toList());
	}

	private @Nullable String scrubbed(IdentifiedCall call, RecordedKey key) {
		String json = this.inputs.of(call);
		if (json == null) {
			return null;
		}
		String scrubbed = key.test().scrub(json, AnnotatedSecrets.in(call.call(), null));
		return (scrubbed != null) ? scrubbed : json;
	}

	/**
	 * Notes that a call can't be recorded, so that the test can't pass.
	 */
	void refuse(IdentifiedCall call, String why) {
		RecordedKey key = call.recorded();
		if (key != null) {
			key.test().failed(refusal(key.test(), call.operation(), why));
		}
	}

	static ReplayMissException refusal(RecordedTest test, String operation, String why) {
		return new ReplayMissException("Recorded test " + test.test() + ": step '" + operation + "' " + why
				+ ". It can't be recorded, and without a recording the test would execute it each time. Change the "
				+ "step, or leave it out of recorded tests.", null);
	}

}
