package io.musubito.run;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.code.CodeFingerprint;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;

/**
 * Says what of a pipeline itself is another one than in a run.
 */
final class PipelineChange {

	private static final String CODE = "code";

	private final NodeStore nodes;

	PipelineChange(NodeStore nodes) {
		this.nodes = nodes;
	}

	Explanation explain(PipelineDefinition pipeline, SortedMap<String, String> now, SortedMap<String, String> before) {
		SortedMap<String, String> all = new TreeMap<>(before);
		all.putAll(now);
		List<String> changed = all.keySet()
			.stream()
			.filter((component) -> (component.equals(PipelineDefinition.UNKNOWN) && now.containsKey(component))
					|| !Objects.equals(before.get(component), now.get(component)))
			.toList();
		Reason reason = changed.stream().anyMatch((component) -> component.startsWith(CODE)) ? Reason.CODE_CHANGED
				: Reason.CONFIGURATION_CHANGED;
		return new Explanation(reason,
				changed.stream().flatMap((component) -> change(component, pipeline, now, before)).toList(), null, null);
	}

	private Stream<Change> change(String component, PipelineDefinition pipeline, SortedMap<String, String> today,
			SortedMap<String, String> before) {
		if (component.equals(PipelineDefinition.UNKNOWN)) {
			return Stream.of(new Change("not known before a call: " + today.get(component), null, null));
		}
		RecordedCode code = (component.equals(CODE)) ? this.nodes.findCode(before.getOrDefault(CODE, "")).orElse(null)
				: null;
		if (code == null) {
			return Stream.of(new Change(component, null, null));
		}
		CodeFingerprint now = pipeline.code();
		return now.changedSince(code.parts()).stream().map((part) -> new Change(CODE + " " + part, null, null));
	}

}
