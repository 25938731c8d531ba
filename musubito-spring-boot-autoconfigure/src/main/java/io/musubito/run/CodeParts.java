package io.musubito.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.Change;
import io.musubito.store.NodeStore;
import io.musubito.store.RecordedCode;
import org.jspecify.annotations.Nullable;

/**
 * The methods and classes that code fingerprints were made of.
 */
final class CodeParts {

	private final NodeStore nodes;

	private final Map<String, SortedMap<String, String>> byHash = new HashMap<>();

	CodeParts(NodeStore nodes) {
		this.nodes = nodes;
	}

	/**
	 * The parts of the code that differ; empty when none does, or they are not known.
	 */
	List<Change> changes(@Nullable String before, @Nullable String after) {
		if (before == null || after == null || before.equals(after)) {
			return List.of();
		}
		SortedMap<String, String> one = parts(before);
		SortedMap<String, String> other = parts(after);
		if (one.isEmpty() || other.isEmpty()) {
			return List.of();
		}
		TreeSet<String> names = new TreeSet<>(one.keySet());
		names.addAll(other.keySet());
		return names.stream()
			.filter((name) -> !Objects.equals(one.get(name), other.get(name)))
			.map((name) -> new Change("code " + name, one.get(name), other.get(name)))
			.toList();
	}

	private SortedMap<String, String> parts(String hash) {
		return this.byHash.computeIfAbsent(hash,
				(code) -> this.nodes.findCode(code).map(RecordedCode::parts).orElseGet(TreeMap::new));
	}

}
