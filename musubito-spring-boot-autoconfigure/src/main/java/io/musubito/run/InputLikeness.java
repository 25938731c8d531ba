package io.musubito.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How much alike the inputs of two calls of one step are.
 */
final class InputLikeness {

	private static final String INPUT = "input.";

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

	// What follows changes little, and takes time
	private static final int MAX_WORDS = 2_000;

	private final StoredInputs inputs;

	private final Map<String, Map<String, Integer>> words = new HashMap<>();

	InputLikeness(StoredInputs inputs) {
		this.inputs = inputs;
	}

	/**
	 * What tells calls with equal inputs, whatever else differs.
	 * @return a text; {@code null} when nothing is known of them
	 */
	static @Nullable String inputs(RunEntry entry) {
		return entry.components().isEmpty() ? null
				: entry.components()
					.entrySet()
					.stream()
					.filter((component) -> component.getKey().startsWith(INPUT))
					.map((component) -> component.getKey() + " " + component.getValue())
					.collect(Collectors.joining("\n"));
	}

	/**
	 * A number from 0 to 1.
	 */
	double of(RunEntry one, RunEntry other) {
		Set<String> names = new TreeSet<>(one.components().keySet());
		names.addAll(other.components().keySet());
		names.removeIf((name) -> !name.startsWith(INPUT));
		double sum = 0;
		for (String name : names) {
			String hash = one.components().get(name);
			sum += (hash != null && hash.equals(other.components().get(name))) ? 1
					: shared(words(one, name), words(other, name));
		}
		return names.isEmpty() ? 0 : sum / names.size();
	}

	private Map<String, Integer> words(RunEntry entry, String component) {
		return this.words.computeIfAbsent(entry.view().nodeId() + " " + component, (key) -> {
			Map<String, Integer> counts = new HashMap<>();
			JsonNode value = this.inputs.find(entry.view().nodeId(), component.substring(INPUT.length()));
			if (value != null) {
				add(value, counts);
			}
			return counts;
		});
	}

	private static void add(JsonNode node, Map<String, Integer> counts) {
		if (node.isContainer()) {
			node.forEach((child) -> add(child, counts));
			return;
		}
		Matcher matcher = WORD.matcher(node.asString());
		while (counts.size() < MAX_WORDS && matcher.find()) {
			counts.merge(matcher.group(), 1, Integer::sum);
		}
	}

	/**
	 * Twice the words that both have, of all that they have (Dice 1945).
	 */
	private static double shared(Map<String, Integer> one, Map<String, Integer> other) {
		int shared = 0;
		int all = 0;
		for (Map.Entry<String, Integer> word : one.entrySet()) {
			shared += Math.min(word.getValue(), other.getOrDefault(word.getKey(), 0));
			all += word.getValue();
		}
		for (int count : other.values()) {
			all += count;
		}
		return (all > 0) ? 2.0 * shared / all : 0;
	}

}
