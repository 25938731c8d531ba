package io.musubito.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.Explanation;
import io.musubito.ManualAnswer;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every {@link NodeStore} must do.
 */
public abstract class AbstractNodeStoreTests extends AbstractStoreTests {

	protected final NodeStore nodes() {
		return this.store.nodes();
	}

	@Test
	void recordsAFailureWhoseMessageHasCharactersThatNotEveryDatabaseStores() {
		nodes().record(failure("draft", "cut \0 off \ud800"));
		assertThat(this.store.nodes().find(key("draft").nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.FAILED);
	}

	@Test
	void findsNothingInAnEmptyStore() {
		assertThat(nodes().find(key("draft").nodeId())).isEmpty();
		assertThat(nodes().find("none", key("draft").replayKey())).isEmpty();
		assertThat(nodes().findCalled(key("draft").nodeId())).isEmpty();
		assertThat(nodes().findBaseline(key("draft"), null)).isEmpty();
	}

	@Test
	void findsWhatAnExecutionRecorded() {
		nodes().record(execution("draft", "an answer"));
		Node node = find("draft");
		assertThat(node).usingRecursiveComparison()
			.isEqualTo(new Node(key("draft").nodeId(), NodeStatus.SUCCESS, true, key("draft").nodeId(),
					artifact("an answer").artifactId(), artifact("an answer").payload(), NOW, TOOK, Usage.NONE, false,
					null));
		assertThat(nodes().find("none", key("draft").replayKey())).get().usingRecursiveComparison().isEqualTo(node);
	}

	@Test
	void keepsLongPayloadsByteForByte() {
		String value = "snowman ☃ \\u0000 𝄞 ".repeat(20_000);
		nodes().record(execution("draft", value));
		assertThat(find("draft").payload()).isEqualTo(artifact(value).payload());
		assertThat(hash(find("draft").payload())).isEqualTo(find("draft").artifactId());
	}

	@Test
	void keepsLongInputs() {
		String inputs = "word ".repeat(50_000);
		nodes().record(execution(key("draft/" + inputs), "x"));
		assertThat(nodes().findBaseline(key("draft/" + inputs), null)).get()
			.extracting(Baseline::inputs)
			.isEqualTo("\"draft/" + inputs + "\"");
	}

	@Test
	void findsTheNewestOfOneReplayKeyByRecordingAndNotByClock() {
		nodes().record(execution(key("first"), "old"));
		nodes().record(new Execution(keyOfOtherLineage("second", "first"), artifact("new"), true,
				NOW.minus(Duration.ofDays(1)), TOOK, List.of(), execution("first", "x").journal()));
		assertThat(nodes().find("none", key("first").replayKey())).get()
			.extracting(Node::nodeId)
			.isEqualTo(key("second").nodeId());
		nodes().record(execution("first", "newer"));
		assertThat(nodes().find("none", key("first").replayKey())).get()
			.extracting(Node::nodeId)
			.isEqualTo(key("first").nodeId());
	}

	@Test
	void theVeryNodeIsFoundWhateverBecameOfIt() {
		nodes().record(execution("first", "old"));
		nodes().record(execution(keyOfOtherLineage("second", "first"), "new"));
		nodes().invalidate(key("first").nodeId());
		String replayKey = key("first").replayKey();
		assertThat(nodes().find(key("first").nodeId(), replayKey)).get()
			.extracting(Node::nodeId, Node::status)
			.containsExactly(key("first").nodeId(), NodeStatus.STALE);
		assertThat(nodes().find("none", replayKey)).get().extracting(Node::nodeId).isEqualTo(key("second").nodeId());
	}

	@Test
	void aReplayDoesNotMakeItsProducerNewer() {
		nodes().record(execution("first", "old"));
		nodes().record(execution(keyOfOtherLineage("second", "first"), "new"));
		nodes().record(replayInOtherLineage("third", "first", "old"));
		awaitRecorded();
		assertThat(nodes().find("none", key("first").replayKey())).get()
			.extracting(Node::nodeId)
			.isEqualTo(key("second").nodeId());
	}

	@Test
	void anotherArtifactMakesEverythingDownstreamStale() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("b", "2", data("a", "1")));
		nodes().record(execution("c", "3", call("b", "2")));
		nodes().record(execution("aside", "4"));
		nodes().record(execution("a", "changed"));
		assertThat(find("a").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("b").staleBy()).isEqualTo(key("a").nodeId());
		assertThat(find("c").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("c").staleBy()).isEqualTo(key("a").nodeId());
		assertThat(find("aside").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(nodes().find("none", key("c").replayKey())).isEmpty();
	}

	@Test
	void theSameArtifactLeavesEverythingDownstreamAsItIs() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("b", "2", data("a", "1")));
		nodes().record(execution("a", "1"));
		assertThat(find("b").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void anExecutionMakesAStaleNodeValidAgain() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("b", "2", data("a", "1")));
		nodes().record(execution("a", "changed"));
		nodes().record(execution("b", "2", data("a", "changed")));
		assertThat(find("b").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("b").staleBy()).isNull();
	}

	@Test
	void edgesAreThoseOfTheLastExecution() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("other", "1"));
		nodes().record(execution("b", "2", data("a", "1")));
		nodes().record(execution("b", "2", data("other", "1")));
		nodes().record(execution("a", "changed"));
		assertThat(find("b").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void anEffectDownstreamIsOutdatedAndStopsTheInvalidation() {
		nodes().record(execution("a", "1"));
		nodes().record(execution(key("mail", StepType.EXTERNAL_EFFECT), "sent", data("a", "1")));
		nodes().record(execution("afterwards", "x", data("mail", "sent")));
		nodes().record(execution("a", "changed"));
		assertThat(find("mail").status()).isEqualTo(NodeStatus.OUTDATED);
		assertThat(find("afterwards").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void anotherArtifactMakesReplaysOfTheEarlierOneStale() {
		nodes().record(execution("a", "1"));
		nodes().record(replayInOtherLineage("r", "a", "1"));
		nodes().record(execution("a", "changed"));
		assertThat(find("r").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("r").staleBy()).isEqualTo(key("a").nodeId());
	}

	@Test
	void anUpstreamRefreshedAfterItWasConsumedMakesItsConsumerStale() {
		nodes().record(execution("a", "1"));
		Upstream consumed = data("a", "1");
		nodes().record(execution("a", "changed"));
		nodes().record(execution("b", "2", consumed));
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("b").staleBy()).isEqualTo(key("a").nodeId());
		assertThat(find("b").payload()).isEqualTo(artifact("2").payload());
	}

	@Test
	void anUpstreamInvalidatedAfterItWasConsumedMakesItsConsumerStale() {
		nodes().record(execution("a", "1"));
		nodes().invalidate(key("a").nodeId());
		nodes().record(execution("b", "2", data("a", "1")));
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void anUpstreamThatIsGoneMakesItsConsumerStale() {
		nodes().record(execution("b", "2", data("gone", "1")));
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("b").staleBy()).isEqualTo(key("gone").nodeId());
	}

	@Test
	void anUpstreamThatIsStillValidInAnotherLineageDoesNotMakeItsConsumerStale() {
		nodes().record(execution("root", "1"));
		nodes().record(execution("p", "2", data("root", "1")));
		nodes().record(replayInOtherLineage("r", "p", "2"));
		nodes().record(execution("root", "changed"));
		assertThat(find("p").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("r").status()).isEqualTo(NodeStatus.SUCCESS);
		nodes().record(execution("consumer", "3", data("p", "2")));
		assertThat(find("consumer").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void anElementOfAnUpstreamIsValidWhateverTheUpstreamHasByNow() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("a", "changed"));
		nodes().record(execution("b", "2", element("a")));
		assertThat(find("b").status()).isEqualTo(NodeStatus.SUCCESS);
		nodes().invalidate(key("a").nodeId());
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
		nodes().record(execution("b", "2", element("a")));
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void whoConsumedElementsBeforeTheExecutionWasRecordedIsDownstreamAndNotOutdatedByIt() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("early", "2", element("a")));
		nodes().record(execution("other", "2", element("a")));
		nodes().record(execution("new", "3"));
		nodes().record(consumedBy(execution("a", "changed"), "early", "new", "unknown"));
		assertThat(find("early").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("new").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("other").status()).isEqualTo(NodeStatus.STALE);
		nodes().invalidate(key("a").nodeId());
		assertThat(find("early").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("new").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void whoIsLinkedLaterIsDownstream() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("b", "2"));
		nodes().link(key("a").nodeId(), List.of(key("b").nodeId(), key("unknown").nodeId()));
		nodes().link(key("unknown").nodeId(), List.of(key("b").nodeId()));
		awaitRecorded();
		nodes().invalidate(key("a").nodeId());
		assertThat(find("b").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void aReplayInAnotherLineagePointsAtItsProducer() {
		nodes().record(execution("p", "1"));
		nodes().record(replayInOtherLineage("r", "p", "1"));
		awaitRecorded();
		Node replay = find("r");
		assertThat(replay.status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(replay.producerNodeId()).isEqualTo(key("p").nodeId());
		assertThat(replay.artifactId()).isEqualTo(artifact("1").artifactId());
		assertThat(replay.executedAt()).isEqualTo(NOW);
		assertThat(replay.duration()).isEqualTo(TOOK);
		assertThat(replay.kept()).isTrue();
	}

	@Test
	void aReplayIsStaleWhenItsProducerHasBecomeSo() {
		nodes().record(execution("p", "1"));
		nodes().invalidate(key("p").nodeId());
		nodes().record(replayInOtherLineage("r", "p", "1"));
		awaitRecorded();
		assertThat(find("r").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void aReplayIsStaleWhenItsProducerHasAnotherArtifactByNow() {
		nodes().record(execution("p", "1"));
		nodes().record(execution("p", "changed"));
		nodes().record(replayInOtherLineage("r", "p", "1"));
		awaitRecorded();
		assertThat(find("r").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("r").artifactId()).isEqualTo(artifact("1").artifactId());
		assertThat(find("r").executedAt()).isNull();
	}

	@Test
	void aReplayLeavesAnExistingNodeAsItWas() {
		nodes().record(execution("p", "1"));
		nodes().record(execution(keyOfOtherLineage("r", "p"), "its own"));
		nodes().record(replayInOtherLineage("r", "p", "1"));
		awaitRecorded();
		assertThat(find("r").artifactId()).isEqualTo(artifact("its own").artifactId());
	}

	@Test
	void aReplayOfAnEnclosingStepIsDownstreamOfWhatTheExecutionCalled() {
		nodes().record(execution("inner", "1"));
		nodes().record(execution("outer", "2", call("inner", "1")));
		nodes().record(replayInOtherLineage("r", "outer", "2"));
		awaitRecorded();
		assertThat(find("r").calls()).isTrue();
		assertThat(nodes().findCalled(key("r").nodeId())).extracting(CalledStep::operation).containsExactly("inner");
		nodes().record(execution("inner", "changed"));
		assertThat(find("r").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void findsWhatANodeCalledDirectlyAndThroughOthers() {
		nodes().record(execution("deep", "1"));
		nodes().record(execution("left", "2", call("deep", "1")));
		nodes().record(execution("right", "3", call("deep", "1")));
		nodes().record(execution("data", "4"));
		nodes().record(execution("outer", "5", call("left", "2"), call("right", "3"), data("data", "4")));
		assertThat(find("outer").calls()).isTrue();
		assertThat(nodes().findCalled(key("outer").nodeId())).containsExactly(
				new CalledStep("deep", key("deep").nodeId(), NodeStatus.SUCCESS, true, NOW, key("deep").components()),
				new CalledStep("left", key("left").nodeId(), NodeStatus.SUCCESS, true, NOW, key("left").components()),
				new CalledStep("right", key("right").nodeId(), NodeStatus.SUCCESS, true, NOW,
						key("right").components()));
	}

	@Test
	void comparesWithTheNewestNodeThatSharesMost() {
		nodes().record(execution("draft/1", "x"));
		nodes().record(execution(withInput("draft/2", "topic", "weather"), "x"));
		nodes().record(execution("draft/3", "x", data("draft/1", "x")));
		nodes().record(execution("other", "x"));
		assertThat(nodes().findBaseline(key("draft/4"), null)).contains(new Baseline(key("draft/3").nodeId(),
				key("draft/3").components(), key("draft/3").inputs(), Set.of(key("draft/1").nodeId())));
		assertThat(nodes().findBaseline(withInput("draft/4", "topic", "weather"), null)).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/2").nodeId());
	}

	@Test
	void comparesWithAnOlderNodeOfTheSameComputationRatherThanWithANewerOneThatSharesLess() {
		nodes().record(execution("draft/1", "x"));
		nodes().record(execution("draft/2", "x"));
		assertThat(nodes().findBaseline(keyOfOtherLineage("draft/1", "draft/1"), null)).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/1").nodeId());
	}

	@Test
	void comparesWithWhatSharesMostWhateverIsInItsComponents() {
		String quoted = "\"}, {\"version\":\"ü\\";
		nodes().record(execution(withComponents("draft/1", Map.of("version", quoted, "a", "1", "b", "1")), "x"));
		nodes().record(execution(withComponents("draft/2", Map.of("version", "other", "a", "2", "b", "1")), "x"));
		nodes().record(execution(withComponents("draft/3", Map.of("version", "\"a\":\"3\"", "a", "2", "b", "2")), "x"));
		assertThat(nodes().findBaseline(withComponents("draft/4", Map.of("version", quoted, "a", "3", "b", "1")), null))
			.get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/1").nodeId());
	}

	private static NodeKey withComponents(String name, Map<String, String> components) {
		NodeKey key = key(name);
		return new NodeKey(key.nodeId(), key.replayKey(), key.operation(), key.type(), new TreeMap<>(components),
				key.inputs());
	}

	@Test
	void comparesWithTheSamePositionOfThePreviousRun() {
		for (String run : List.of("first", "second")) {
			for (int number = 1; number <= 3; number++) {
				nodes().record(inRun(execution("draft/" + run + number, "x"), run, number));
			}
		}
		assertThat(nodes().findBaseline(key("draft/new"), new RunPosition("third", "review", "draft[2]"))).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/second2").nodeId());
		assertThat(nodes().findBaseline(key("draft/new"), new RunPosition("second", "review", "draft[2]"))).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/first2").nodeId());
	}

	@Test
	void comparesWithNoNodeOfTheSameRun() {
		nodes().record(execution("draft/before", "x"));
		nodes().record(inRun(execution("draft/1", "x"), "run", 1));
		assertThat(nodes().findBaseline(key("draft/2"), new RunPosition("run", "review", "draft[2]"))).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/before").nodeId());
	}

	@Test
	void aRunWithoutAPredecessorHasNoBaseline() {
		nodes().record(inRun(execution("draft/1", "x"), "run", 1));
		assertThat(nodes().findBaseline(key("draft/2"), new RunPosition("run", "review", "draft[2]"))).isEmpty();
	}

	@Test
	void seesWhatThePreviousRunReplayedAMomentAgo() {
		nodes().record(inRun(execution("draft/1", "x"), "first", 1));
		nodes().record(execution("draft/2", "x"));
		nodes().record(inRun(replay("draft/1", "x"), "second", 1));
		assertThat(nodes().findBaseline(key("draft/3"), new RunPosition("third", "review", "draft[1]"))).get()
			.extracting(Baseline::nodeId)
			.isEqualTo(key("draft/1").nodeId());
	}

	@Test
	void tellsWhichRunProducedAResult() {
		nodes().record(inRun(execution("draft", "x"), "first", 1));
		nodes().record(inRun(replayInOtherLineage("draft/2", "draft", "x"), "second", 1));
		awaitRecorded();
		Production production = new Production(key("draft").nodeId(), "draft", NodeStatus.SUCCESS, NOW,
				execution("draft", "x").journal().why(), "first", "review");
		assertThat(nodes().findProduction(key("draft").nodeId())).contains(production);
		assertThat(nodes().findProduction(key("draft/2").nodeId())).contains(production);
		assertThat(nodes().findProduction(key("draft/3").nodeId())).isEmpty();
	}

	private static NodeKey withInput(String name, String input, String value) {
		NodeKey key = key(name);
		SortedMap<String, String> components = new TreeMap<>(key.components());
		components.put("input." + input, hash(value));
		return new NodeKey(key.nodeId(), key.replayKey(), key.operation(), key.type(), components, key.inputs());
	}

	@Test
	void anExecutionThatIsNotKeptIsNotFoundForReplay() {
		nodes().record(notKept("draft", "I can't help with that"));
		assertThat(find("draft").kept()).isFalse();
		assertThat(nodes().find("none", key("draft").replayKey())).isEmpty();
	}

	@Test
	void anExecutionThatIsNotKeptLeavesTheKeptArtifactAsItWas() {
		nodes().record(execution("draft", "good"));
		nodes().record(execution("after", "x", data("draft", "good")));
		nodes().record(notKept("draft", "I can't help with that"));
		assertThat(find("draft").payload()).isEqualTo(artifact("good").payload());
		assertThat(find("draft").kept()).isTrue();
		assertThat(find("after").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void aFailureOfANewNodeIsFailed() {
		nodes().record(execution("a", "1"));
		nodes().record(failure("draft", "IllegalStateException: no", data("a", "1")));
		Node node = find("draft");
		assertThat(node.status()).isEqualTo(NodeStatus.FAILED);
		assertThat(lastError("draft")).isEqualTo("IllegalStateException: no");
		assertThat(node.artifactId()).isNull();
		assertThat(node.payload()).isNull();
		assertThat(node.executedAt()).isNull();
		assertThat(nodes().find("none", key("draft").replayKey())).isEmpty();
	}

	@Test
	void aFailureNeverDestroysTheLastGoodArtifact() {
		nodes().record(execution("a", "1"));
		nodes().record(execution("b", "2", data("a", "1")));
		nodes().record(failure("a", "IllegalStateException: no"));
		assertThat(find("a").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("a").payload()).isEqualTo(artifact("1").payload());
		assertThat(lastError("a")).isEqualTo("IllegalStateException: no");
		assertThat(find("b").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void aFailureLeavesAStaleNodeStale() {
		nodes().record(execution("a", "1"));
		nodes().invalidate(key("a").nodeId());
		nodes().record(failure("a", "IllegalStateException: no"));
		assertThat(find("a").status()).isEqualTo(NodeStatus.STALE);
	}

	@Test
	void aSuccessClearsTheErrorOfTheLastAttempt() {
		nodes().record(failure("a", "IllegalStateException: no"));
		nodes().record(execution("a", "1"));
		assertThat(find("a").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(lastError("a")).isNull();
	}

	@Test
	void invalidatesANodeItsProducerAllItsReplaysAndEverythingDownstream() {
		nodes().record(execution("p", "1"));
		nodes().record(replayInOtherLineage("r1", "p", "1"));
		nodes().record(replayInOtherLineage("r2", "p", "1"));
		nodes().record(execution("after", "2", data("p", "1")));
		nodes().record(execution(key("mail", StepType.EXTERNAL_EFFECT), "sent", data("after", "2")));
		nodes().record(execution("aside", "1"));
		assertThat(nodes().invalidate(key("r1").nodeId())).isEqualTo(5);
		for (String stale : List.of("p", "r1", "r2", "after")) {
			assertThat(find(stale).status()).as(stale).isEqualTo(NodeStatus.STALE);
			assertThat(find(stale).staleBy()).as(stale).isEqualTo(key("r1").nodeId());
		}
		assertThat(find("mail").status()).isEqualTo(NodeStatus.OUTDATED);
		assertThat(find("aside").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(nodes().invalidate(key("r1").nodeId())).isZero();
	}

	@Test
	void refusesToInvalidateANodeThatIsNotThere() {
		assertThatIllegalArgumentException().isThrownBy(() -> nodes().invalidate("nothing"))
			.withMessageContaining("nothing");
	}

	@Test
	void twoOperationsWithEqualResultsAreTwoProducers() {
		nodes().record(execution("sentiment", "positive"));
		nodes().record(execution("polarity", "positive"));
		nodes().invalidate(key("sentiment").nodeId());
		assertThat(find("polarity").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(new String(find("polarity").payload(), StandardCharsets.UTF_8)).isEqualTo("\"positive\"");
	}

	@Test
	void aDiamondLadderOf200StagesIsInvalidatedWithoutWalkingEachOfItsPaths() {
		nodes().record(execution("rung/0", "0"));
		for (int stage = 1; stage <= 200; stage++) {
			Upstream before = data("rung/" + (stage - 1), Integer.toString(stage - 1));
			nodes().record(execution("left/" + stage, "l" + stage, before));
			nodes().record(execution("right/" + stage, "r" + stage, before));
			nodes().record(execution("rung/" + stage, Integer.toString(stage), data("left/" + stage, "l" + stage),
					data("right/" + stage, "r" + stage)));
		}
		long start = System.nanoTime();
		int invalidated = nodes().invalidate(key("rung/0").nodeId());
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		assertThat(invalidated).isEqualTo(601);
		// Some milliseconds, where nothing else keeps the machine busy
		assertThat(took).isLessThan(Duration.ofSeconds(10));
	}

	protected final Node find(String name) {
		return nodes().find(key(name).nodeId()).orElseThrow();
	}

	private @Nullable String lastError(String name) {
		return this.store.lineage().find(key(name).nodeId()).orElseThrow().error();
	}

	@Test
	void aResultGivenByHandAnswersNobodyAndInvalidatesNothing() {
		NodeKey key = key("given");
		Explanation why = new Explanation(Reason.MANUAL, List.of(), null, null);
		StepRecord entry = new StepRecord(null, 0, null, key.operation(), key.nodeId(), StepOutcome.MANUAL, why, NOW,
				TOOK, Duration.ZERO, Usage.NONE, Usage.NONE, null);
		ManualResult given = new ManualResult(key, artifact("mended"), new ManualAnswer("ada", NOW), entry);
		nodes().record(given);
		nodes().record(execution("made", "1", data("given", "mended")));
		nodes().record(given);
		assertThat(nodes().find("none", key.replayKey())).isEmpty();
		assertThat(nodes().find(key.nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.MANUAL);
		assertThat(nodes().find(key("made").nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(this.store.lineage().find(key.nodeId()).orElseThrow().view().manual())
			.isEqualTo(new ManualAnswer("ada", NOW));
		assertThat(nodes().invalidate(key.nodeId())).isEqualTo(2);
		assertThat(nodes().find(key.nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.STALE);
	}

}
