package io.musubito.sample.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;

/**
 * Finds the passages that have most words in common with a question. A computation on its
 * arguments and nothing else, so the step is deterministic.
 */
@Component
class Retriever {

	private static final int LIMIT = 2;

	private static final Set<String> COMMON = Set.of("from", "have", "that", "them", "this", "what", "when", "where",
			"which", "with", "without", "your");

	private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

	@MusubitoStep(name = "retrieve")
	List<Passage> retrieve(String question, List<Passage> passages) {
		Set<String> asked = words(question);
		return passages.stream()
			.sorted(Comparator.comparingLong((Passage passage) -> -common(asked, passage)))
			.limit(LIMIT)
			.toList();
	}

	private static long common(Set<String> asked, Passage passage) {
		return words(passage.text()).stream().filter(asked::contains).count();
	}

	private static Set<String> words(String text) {
		return WORD.matcher(text.toLowerCase(Locale.ROOT))
			.results()
			.map(MatchResult::group)
			.filter((word) -> !COMMON.contains(word))
			.collect(Collectors.toSet());
	}

}
