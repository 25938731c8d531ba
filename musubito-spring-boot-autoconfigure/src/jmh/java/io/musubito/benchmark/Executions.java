package io.musubito.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
import io.musubito.store.Execution;
import io.musubito.store.NodeKey;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import io.musubito.store.Upstream;

/**
 * Executions as the engine records them, without running anything.
 */
final class Executions {

	private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

	private static final Duration TOOK = Duration.ofMillis(1500);

	private static final RunStart RUN = new RunStart("4f1c5a0e-benchmark", "review", RunKind.PIPELINE, NOW, null, null,
			null, null);

	private Executions() {
	}

	static Execution of(String operation, int number, String result, Execution... consumed) {
		String identity = operation + " " + number;
		NodeKey key = new NodeKey(Hashes.of("node " + identity), Hashes.of("replay " + identity), operation,
				StepType.STOCHASTIC,
				new TreeMap<>(Map.of("version", "", "code", "", "input.text", Hashes.of(identity))),
				"{\"text\":\"" + identity + "\"}");
		Explanation why = new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null);
		StepRecord journal = new StepRecord(RUN, number, operation + "[" + number + "]", operation, key.nodeId(),
				StepOutcome.EXECUTED, why, NOW, TOOK, Duration.ZERO, Usage.NONE, Usage.NONE, null);
		List<Upstream> upstream = Arrays.stream(consumed)
			.map((execution) -> new Upstream(EdgeKind.DATA, execution.key().nodeId(),
					execution.artifact().artifactId()))
			.toList();
		return new Execution(key, Artifact.of(("\"" + result + "\"").getBytes(StandardCharsets.UTF_8)), true, NOW, TOOK,
				upstream, journal);
	}

}
