package io.musubito.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The names in one place: those of the parameters of an effect, or of the fields of one
 * class.
 *
 * @param head of the parameters the expression that is the key; of a class the name by
 * which it counts
 * @param parts the parts
 */
record EffectScope(String head, List<EffectPart> parts) {

	/**
	 * The scope of the parameters.
	 */
	static final String PARAMETERS = "";

	/**
	 * Reads what was remembered.
	 * @param text the text; {@code null} when nothing was
	 * @return the scope, {@code null} when nothing was remembered
	 */
	static @Nullable EffectScope read(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String head = "";
		List<EffectPart> parts = new ArrayList<>();
		for (String row : text.lines().toList()) {
			String[] line = row.split("\t", -1);
			switch (line[0]) {
				case "head" -> head = line[1];
				case "part" -> parts.add(EffectPart.read(line));
				case "place" -> parts.get(parts.size() - 1).places().put(line[1], EffectPart.Place.read(line));
				default -> {
				}
			}
		}
		return new EffectScope(head, parts);
	}

	String write() {
		StringBuilder text = new StringBuilder("head\t").append(this.head).append('\n');
		this.parts.forEach((part) -> part.write(text));
		return text.toString();
	}

	List<EffectPart> live() {
		return this.parts.stream().filter((part) -> !part.isRetired()).toList();
	}

	/**
	 * What it consists of: names that count, with what is there.
	 */
	Set<String> content() {
		return live().stream().map((part) -> part.canonical() + " " + part.signature()).collect(Collectors.toSet());
	}

	/**
	 * What its members hold, in an order that doesn't depend on theirs.
	 */
	List<String> signatures() {
		return live().stream().map(EffectPart::signature).sorted().toList();
	}

}
