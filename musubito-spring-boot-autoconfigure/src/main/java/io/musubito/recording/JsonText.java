package io.musubito.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.artifact.OwnJson;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON in lines: one for each value in it, one for each line of a text, and one
 * for each sentence of a long line. Each is a JSON object whose only property names the
 * place of the value.
 */
final class JsonText {

	static final JsonMapper MAPPER = JsonMapper.builder(OwnJson.factory())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

	private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?][\\])\"']* +");

	private static final int LONG_LINE = 120;

	private final List<String> lines = new ArrayList<>();

	private JsonText() {
	}

	/**
	 * Breaks a value into lines.
	 * @param place what the value is
	 * @param value the value
	 * @return the lines
	 */
	static List<String> lines(String place, JsonNode value) {
		JsonText text = new JsonText();
		text.add(place, value);
		return text.lines;
	}

	/**
	 * One line.
	 */
	static String line(String name, Object value) {
		return MAPPER.writeValueAsString(Map.of(name, value));
	}

	private void add(String place, JsonNode value) {
		if (value.isObject() && !value.isEmpty()) {
			value.forEachEntry((name, property) -> add(place + step(name), property));
		}
		else if (value.isArray() && !value.isEmpty()) {
			for (int i = 0; i < value.size(); i++) {
				add(place + "[" + i + "]", value.get(i));
			}
		}
		else if (value.isString()) {
			addText(place, value.stringValue());
		}
		else {
			this.lines.add(line(place, value));
		}
	}

	private void addText(String place, String text) {
		int start = 0;
		for (int end = text.indexOf('\n'); end >= 0 && end < text.length() - 1; end = text.indexOf('\n', start)) {
			addLine(place, text.substring(start, end + 1));
			start = end + 1;
		}
		addLine(place, text.substring(start));
	}

	/**
	 * A model writes whole paragraphs in one line: the change of a word is found more
	 * easily in a sentence.
	 */
	private void addLine(String place, String line) {
		int start = 0;
		if (line.length() > LONG_LINE) {
			Matcher end = END_OF_SENTENCE.matcher(line);
			while (end.find() && end.end() < line.length()) {
				this.lines.add(line(place, line.substring(start, end.end())));
				start = end.end();
			}
		}
		this.lines.add(line(place, line.substring(start)));
	}

	private static String step(String name) {
		return PLAIN_NAME.matcher(name).matches() ? "." + name : "[" + MAPPER.writeValueAsString(name) + "]";
	}

}
