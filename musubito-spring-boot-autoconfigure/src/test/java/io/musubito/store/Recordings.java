package io.musubito.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.musubito.EdgeKind;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.RunKind;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * What tests record. A node named {@code draft} is a call of the operation {@code draft},
 * one named {@code draft/2} another one.
 */
public abstract class Recordings {

	protected static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456789Z");

	protected static final Duration TOOK = Duration.ofMillis(1500).plusNanos(7);

	protected static String hash(String text) {
		return hash(text.getBytes(StandardCharsets.UTF_8));
	}

	protected static String hash(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The lines of an export with the last one that belongs to them.
	 */
	protected static String signed(List<String> lines) {
		String content = String.join("\n", lines) + "\n";
		return content + "{\"record\":\"end\",\"records\":" + (lines.size() - 1) + ",\"sha256\":\"" + hash(content)
				+ "\"}\n";
	}

	protected static NodeKey key(String name) {
		return key(name, StepType.STOCHASTIC);
	}

	protected static NodeKey key(String name, StepType type) {
		return new NodeKey(hash("node " + name), hash("replay " + name), operation(name), type,
				new TreeMap<>(Map.of("version", hash("v1"), "input.text", hash(name))), json(name));
	}

	protected static NodeKey keyOfOtherLineage(String name, String replayedNode) {
		NodeKey key = key(name);
		return new NodeKey(key.nodeId(), key(replayedNode).replayKey(), operation(replayedNode), key.type(),
				key.components(), key.inputs());
	}

	protected static String operation(String name) {
		int slash = name.indexOf('/');
		return (slash >= 0) ? name.substring(0, slash) : name;
	}

	protected static String json(String value) {
		return "\"" + value + "\"";
	}

	protected static Artifact artifact(String value) {
		byte[] payload = json(value).getBytes(StandardCharsets.UTF_8);
		return new Artifact(hash(payload), payload);
	}

	protected static Upstream data(String node, String value) {
		return new Upstream(EdgeKind.DATA, key(node).nodeId(), artifact(value).artifactId());
	}

	protected static Upstream element(String node) {
		return new Upstream(EdgeKind.DATA, key(node).nodeId(), null);
	}

	protected static Execution consumedBy(Execution execution, String... nodes) {
		return new Execution(execution.key(), execution.artifact(), execution.kept(), execution.executedAt(),
				execution.duration(), execution.calledUsage(), execution.upstream(),
				Arrays.stream(nodes).map((node) -> key(node).nodeId()).toList(), execution.journal());
	}

	protected static Upstream call(String node, String value) {
		return new Upstream(EdgeKind.CALL, key(node).nodeId(), artifact(value).artifactId());
	}

	protected static Execution execution(String node, String value, Upstream... upstream) {
		return execution(key(node), value, upstream);
	}

	protected static Execution execution(NodeKey key, String value, Upstream... upstream) {
		return new Execution(key, artifact(value), true, NOW, TOOK, Arrays.asList(upstream),
				entry(key, StepOutcome.EXECUTED, null));
	}

	protected static Execution notKept(String node, String value) {
		NodeKey key = key(node);
		return new Execution(key, artifact(value), false, NOW, TOOK, List.of(), entry(key, StepOutcome.EXECUTED, null));
	}

	protected static Failure failure(String node, String error, Upstream... upstream) {
		NodeKey key = key(node);
		StepRecord entry = entry(key, StepOutcome.FAILED, null);
		return new Failure(key, Arrays.asList(upstream), new StepRecord(null, 0, null, key.operation(), key.nodeId(),
				StepOutcome.FAILED, entry.why(), NOW, TOOK, Duration.ZERO, Usage.NONE, Usage.NONE, error));
	}

	protected static Replay replay(String node, String value) {
		NodeKey key = key(node);
		return new Replay(key, key.nodeId(), artifact(value).artifactId(), List.of(), false,
				entry(key, StepOutcome.REPLAYED, null));
	}

	protected static Replay replayInOtherLineage(String node, String producer, String value, Upstream... upstream) {
		NodeKey key = keyOfOtherLineage(node, producer);
		return new Replay(key, key(producer).nodeId(), artifact(value).artifactId(), Arrays.asList(upstream), true,
				entry(key, StepOutcome.REPLAYED, null));
	}

	protected static Execution inRun(Execution execution, String runId, int sequence) {
		return inRun(execution, run(runId), sequence);
	}

	protected static Execution inRun(Execution execution, RunStart run, int sequence) {
		return new Execution(execution.key(), execution.artifact(), execution.kept(), execution.executedAt(),
				execution.duration(), execution.upstream(), inRun(execution.journal(), run, sequence));
	}

	protected static Replay inRun(Replay replay, String runId, int sequence) {
		return new Replay(replay.key(), replay.producerNodeId(), replay.artifactId(), replay.upstream(),
				replay.newLineage(), inRun(replay.journal(), run(runId), sequence));
	}

	private static RunStart run(String runId) {
		return new RunStart(runId, "review", RunKind.PIPELINE, NOW, null, null, null, null);
	}

	private static StepRecord inRun(StepRecord entry, RunStart run, int sequence) {
		return new StepRecord(run, sequence, entry.operation() + "[" + sequence + "]", entry.operation(),
				entry.nodeId(), entry.outcome(), entry.why(), entry.endedAt(), entry.duration(), entry.saved(),
				entry.spent(), entry.savings(), entry.error());
	}

	private static StepRecord entry(NodeKey key, StepOutcome outcome, @Nullable String error) {
		boolean replayed = outcome == StepOutcome.REPLAYED;
		Explanation why = (replayed) ? null : new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null);
		return new StepRecord(null, 0, null, key.operation(), key.nodeId(), outcome, why, NOW, TOOK,
				(replayed) ? TOOK : Duration.ZERO, Usage.NONE, Usage.NONE, error);
	}

}
