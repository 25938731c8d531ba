package io.musubito.sample.standin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the stand-in has in place of intelligence: it lists phrases that read like
 * constraints, or picks the sentences that have most words in common with the question.
 * The answer is a function of the prompt and nothing else.
 */
final class Excerpts {

	private static final Pattern SECTION = Pattern.compile("(?m)^(Question|Constraints|Passages):\\s*$");

	private static final Pattern CONSTRAINT = Pattern
		.compile("(?i)\\b((?:in )?(?:at most|no more than)|without|only|not|instead of|within)\\s[^,.;?!]+?"
				+ "(?=,|\\.|;|\\?|!|\\sand\\s|$)");

	private static final Pattern LIMIT = Pattern
		.compile("(?i)(?:at most|no more than) (\\d|one|two|three|four|five|six) (?:sentence|step)");

	private static final Map<String, Integer> NUMBERS = Map.of("one", 1, "two", 2, "three", 3, "four", 4, "five", 5,
			"six", 6);

	private static final Pattern PASSAGE = Pattern.compile("(?s)\\[([\\w-]+)] (.*?)(?=\\n\\[[\\w-]+] |$)");

	private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

	private static final Set<String> COMMON = Set.of("from", "have", "that", "them", "this", "what", "when", "where",
			"which", "with", "without", "your");

	private static final int DEFAULT_LIMIT = 3;

	private Excerpts() {
	}

	static String answer(String prompt) {
		String question = section(prompt, "Question");
		String passages = section(prompt, "Passages");
		if (question.isEmpty()) {
			return "Ask me something about a text.";
		}
		return passages.isEmpty() ? constraints(question) : excerpt(prompt, question, passages);
	}

	private static String constraints(String question) {
		String list = CONSTRAINT.matcher(question)
			.results()
			.map((constraint) -> "- " + constraint.group().strip())
			.collect(Collectors.joining("\n"));
		return list.isEmpty() ? "- none" : list;
	}

	private static String excerpt(String prompt, String question, String passages) {
		Set<String> asked = words(question);
		List<String> forbidden = forbidden(section(prompt, "Constraints"));
		List<Sentence> candidates = sentences(passages)
			.filter((sentence) -> forbidden.stream().noneMatch(sentence::uses))
			.filter((sentence) -> sentence.common(asked) > 0)
			.toList();
		Set<Sentence> best = candidates.stream()
			.sorted(Comparator.comparingLong((Sentence sentence) -> -sentence.common(asked)))
			.limit(limit(prompt))
			.collect(Collectors.toSet());
		String text = candidates.stream().filter(best::contains).map(Sentence::quoted).collect(Collectors.joining(" "));
		return text.isEmpty() ? "The passages don't say." : text;
	}

	private static String section(String prompt, String name) {
		Matcher heading = SECTION.matcher(prompt);
		while (heading.find()) {
			if (heading.group(1).equals(name)) {
				int start = heading.end();
				return prompt.substring(start, heading.find() ? heading.start() : prompt.length()).strip();
			}
		}
		return "";
	}

	private static int limit(String prompt) {
		return LIMIT.matcher(prompt)
			.results()
			.map((limit) -> limit.group(1).toLowerCase(Locale.ROOT))
			.mapToInt((number) -> NUMBERS.containsKey(number) ? NUMBERS.get(number) : Integer.parseInt(number))
			.min()
			.orElse(DEFAULT_LIMIT);
	}

	private static List<String> forbidden(String constraints) {
		return constraints.lines()
			.map((line) -> line.replaceFirst("^- ", ""))
			.filter((line) -> line.startsWith("without "))
			.map((line) -> line.replaceFirst("^without (?:the |a |an )?", ""))
			.toList();
	}

	private static Stream<Sentence> sentences(String passages) {
		return PASSAGE.matcher(passages)
			.results()
			.flatMap((passage) -> Arrays.stream(passage.group(2).split("\\n|(?<=[.!?])\\s"))
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.map((line) -> new Sentence(passage.group(1), line)));
	}

	private static Set<String> words(String text) {
		return WORD.matcher(text.toLowerCase(Locale.ROOT))
			.results()
			.map(MatchResult::group)
			.filter((word) -> !COMMON.contains(word))
			.collect(Collectors.toSet());
	}

	private record Sentence(String source, String text) {

		boolean uses(String tool) {
			return this.text.contains(tool) && !this.text.contains("without the " + tool);
		}

		long common(Set<String> asked) {
			return words(this.text).stream().filter(asked::contains).count();
		}

		String quoted() {
			return this.text + " [" + this.source + "]";
		}

	}

}
