package io.musubito.store.jdbc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.artifact.OwnJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words that a model was asked with, to tell which of several prompts is another
 * version of one.
 */
final class PromptText {

	private static final JsonMapper MAPPER = JsonMapper.builder(OwnJson.factory()).build();

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

	private static final int WORDS = 5_000;

	private final Map<String, Integer> words = new HashMap<>();

	private int size;

	private PromptText() {
	}

	/**
	 * The text of inputs.
	 * @param inputs canonical inputs as JSON
	 * @return the words; {@code null} when the inputs are not kept, or there are none
	 */
	static @Nullable PromptText of(@Nullable String inputs) {
		if (inputs == null) {
			return null;
		}
		try {
			PromptText text = new PromptText();
			text.add(MAPPER.readTree(inputs).path("messages"));
			return (text.size > 0) ? text : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private void add(JsonNode node) {
		if (node.isString()) {
			Matcher matcher = WORD.matcher(node.asString());
			while (this.size < WORDS && matcher.find()) {
				this.words.merge(matcher.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
				this.size++;
			}
		}
		else if (node.isObject()) {
			node.properties().forEach((property) -> {
				// What else there is of a message is much the same in all
				if (!property.getValue().isString() || property.getKey().toLowerCase(Locale.ROOT).contains("text")) {
					add(property.getValue());
				}
			});
		}
		else {
			node.forEach(this::add);
		}
	}

	/**
	 * How much of both texts is the same: twice the words that they share, of all that
	 * they have (Dice 1945).
	 * @param other the other text
	 * @return a number from 0 to 1
	 */
	double compareWith(@Nullable PromptText other) {
		if (other == null) {
			return 0;
		}
		int shared = 0;
		for (Map.Entry<String, Integer> word : this.words.entrySet()) {
			shared += Math.min(word.getValue(), other.words.getOrDefault(word.getKey(), 0));
		}
		return 2.0 * shared / (this.size + other.size);
	}

}
