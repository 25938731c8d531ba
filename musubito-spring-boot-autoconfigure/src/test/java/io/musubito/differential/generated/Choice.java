package io.musubito.differential.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A place of a source that can be written in several ways.
 *
 * @param kind what kind of change it is to write it in another way
 * @param effect what such a change may do
 * @param ways the ways in which it can be written
 */
record Choice(String kind, Effect effect, List<String> ways) {

	private static final int DRAWN = 3;

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

	/**
	 * Reads a choice: {@code kind: one ~ other}, or {@code kind: *int} for ways that are
	 * drawn.
	 */
	static Choice of(String kind, String ways, Random random) {
		Effect effect = Effect.of(kind);
		String name = (effect == Effect.ANY) ? kind : kind.substring(1);
		List<String> all = new ArrayList<>();
		if (ways.strip().startsWith("*")) {
			while (all.size() < DRAWN) {
				String drawn = draw(ways.strip().substring(1), random);
				if (!all.contains(drawn)) {
					all.add(drawn);
				}
				else if (ways.strip().equals("*boolean") && all.size() == 2) {
					break;
				}
			}
		}
		else {
			for (String way : ways.split("~", -1)) {
				all.add(way.strip());
			}
		}
		if (all.size() < 2) {
			throw new IllegalArgumentException("There is nothing to choose in '" + kind + ":" + ways + "'");
		}
		return new Choice(name.strip(), effect, all);
	}

	private static String draw(String type, Random random) {
		return switch (type) {
			case "int" -> String.valueOf((random.nextInt(10) != 0) ? random.nextInt(100) : random.nextInt());
			case "small" -> String.valueOf(1 + random.nextInt(4));
			case "long" -> random.nextInt(1000) + "L";
			case "double" -> String.format(Locale.ROOT, "%d.%d", random.nextInt(50), random.nextInt(100));
			case "float" -> random.nextInt(50) + "." + random.nextInt(10) + "f";
			case "char" -> "'" + LETTERS.charAt(random.nextInt(LETTERS.length())) + "'";
			case "boolean" -> String.valueOf(random.nextBoolean());
			case "text" -> "\"" + word(random) + "\"";
			case "word" -> word(random);
			default -> throw new IllegalArgumentException("Nothing can be drawn for '" + type + "'");
		};
	}

	private static String word(Random random) {
		StringBuilder word = new StringBuilder();
		int length = 3 + random.nextInt(5);
		while (word.length() < length) {
			word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
		}
		return word.toString();
	}

	/**
	 * What may come of it when a place is written in another way.
	 */
	enum Effect {

		/** The answer may be another one, and then the step has to run. */
		ANY,

		/** Written {@code =kind}: nothing that counts is changed. */
		NEUTRAL,

		/**
		 * Written {@code !kind}: the step can't see it, and its boundary has to say so.
		 */
		TOLD;

		static Effect of(String kind) {
			return switch (kind.charAt(0)) {
				case '=' -> NEUTRAL;
				case '!' -> TOLD;
				default -> ANY;
			};
		}

	}

}
