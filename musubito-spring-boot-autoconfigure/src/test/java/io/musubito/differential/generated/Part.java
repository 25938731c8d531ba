package io.musubito.differential.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece with names of its own in a unit, and with the choices that it leaves.
 */
final class Part {

	private static final Pattern CHOICE = Pattern.compile("\\[\\[([^:\\]#]*?)(?:#(\\w+))?(?::(.*?))?]]",
			Pattern.DOTALL);

	private final Piece piece;

	private final Map<String, List<Object>> sections = new LinkedHashMap<>();

	private final List<Choice> choices = new ArrayList<>();

	private final Map<String, Integer> linked = new LinkedHashMap<>();

	/**
	 * Creates it.
	 * @param piece the piece
	 * @param names what is put in place of {@code $...}
	 * @param random draws the ways of choices that are not written
	 */
	Part(Piece piece, Map<String, String> names, Random random) {
		this.piece = piece;
		piece.sections().forEach((section, text) -> {
			String named = text;
			String title = section;
			for (Map.Entry<String, String> name : names.entrySet()) {
				named = named.replace(name.getKey(), name.getValue());
				title = title.replace(name.getKey(), name.getValue());
			}
			this.sections.put(title, parse(named, random));
		});
	}

	private List<Object> parse(String text, Random random) {
		List<Object> parsed = new ArrayList<>();
		Matcher matcher = CHOICE.matcher(text);
		int from = 0;
		while (matcher.find()) {
			parsed.add(text.substring(from, matcher.start()));
			from = matcher.end();
			String kind = matcher.group(1).strip();
			String ways = (matcher.group(3) != null) ? matcher.group(3) : "*" + kind;
			String link = matcher.group(2);
			kind = (matcher.group(3) == null) ? "literal " + kind : (kind.isEmpty()) ? link : kind;
			Choice choice = Choice.of(kind, ways, random);
			int index = this.choices.size();
			if (link != null && this.linked.containsKey(link)) {
				index = this.linked.get(link);
			}
			else {
				this.choices.add(choice);
				if (link != null) {
					this.linked.put(link, index);
				}
			}
			parsed.add(new Place(index, choice.ways()));
		}
		parsed.add(text.substring(from));
		return parsed;
	}

	Piece piece() {
		return this.piece;
	}

	List<Choice> choices() {
		return this.choices;
	}

	/**
	 * The names of its sections.
	 */
	Iterable<String> sections() {
		return this.sections.keySet();
	}

	/**
	 * Writes a section.
	 * @param section its name
	 * @param ways which way each choice is written
	 */
	String write(String section, int[] ways) {
		StringBuilder text = new StringBuilder();
		for (Object part : this.sections.getOrDefault(section, List.of())) {
			text.append((part instanceof Place place) ? place.ways().get(ways[place.choice()]) : part);
		}
		return text.toString();
	}

	private record Place(int choice, List<String> ways) {

	}

}
