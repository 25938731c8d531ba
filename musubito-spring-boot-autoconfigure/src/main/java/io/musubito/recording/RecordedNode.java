package io.musubito.recording;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * One computation of a recording with its answer.
 *
 * @param operation the step
 * @param type its type
 * @param tests the test methods that asked for it, sorted
 * @param nodeId its node
 * @param key its replay key, or that of the effect
 * @param artifact the answer
 * @param data the nodes whose results it consumed
 * @param calls the nodes that it called
 * @param usage what models used for it, without what depends on their caches
 * @param components what its key is made of
 * @param inputs its inputs as JSON, without secrets; {@code null} when inputs are not
 * kept
 */
public record RecordedNode(String operation, StepType type, SortedSet<String> tests, String nodeId, String key,
		Artifact artifact, List<String> data, List<String> calls, Usage usage, SortedMap<String, String> components,
		@Nullable String inputs) {

	public RecordedNode {
		tests = Collections.unmodifiableSortedSet(new TreeSet<>(tests));
		data = data.stream().distinct().sorted().toList();
		calls = calls.stream().distinct().sorted().toList();
		components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
	}

	RecordedNode usedBy(SortedSet<String> newTests) {
		return new RecordedNode(this.operation, this.type, newTests, this.nodeId, this.key, this.artifact, this.data,
				this.calls, this.usage, this.components, this.inputs);
	}

}
