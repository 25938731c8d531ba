package io.musubito.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes secrets out of texts. Of a pattern with a group, the group is the secret. Safe
 * for use by many threads.
 */
public final class Scrubber {

	/** What stands where a secret was. */
	public static final String REPLACEMENT = "(secret)";

	/** A shorter text is found in words that have nothing to do with it. */
	private static final int LEAST_PART = 6;

	private static final List<Pattern> KNOWN = Stream
		.of("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
				"\\b(?:sk|rk|whsec|hf|gsk|r8|npm|pypi|glpat|shpat|lsv2|tvly|pcsk)[-_][A-Za-z0-9_-]{16,}",
				"(?i)\\bbearer\\s+([A-Za-z0-9._~+/=-]{8,})", "(?i)\\bbasic\\s+([A-Za-z0-9+/]{12,}={0,2})",
				"\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
				"(?i)aws_?secret_?access_?key[\"']?\\s*[:=]\\s*[\"']?([A-Za-z0-9/+=]{20,})",
				"[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*:([^/\\s@]+)@",
				"\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*", "\\bgh[pousr]_[A-Za-z0-9]{20,}",
				"\\bgithub_pat_[A-Za-z0-9_]{20,}", "\\bxox[abprs]-[A-Za-z0-9-]{10,}", "\\bAIza[0-9A-Za-z_-]{35}")
		.map(Pattern::compile)
		.toList();

	private final List<Pattern> patterns;

	/**
	 * Creates it.
	 * @param more regular expressions beside those that are known
	 */
	public Scrubber(Collection<String> more) {
		this.patterns = new ArrayList<>(KNOWN);
		more.forEach((pattern) -> this.patterns.add(Pattern.compile(pattern)));
	}

	/**
	 * A text without secrets.
	 * @param text the text
	 * @param secrets texts of which it is known that they are secret
	 * @return the text; the same one when there is no secret in it
	 */
	String scrub(String text, Collection<String> secrets) {
		String scrubbed = text;
		for (String secret : secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
			if (secret.length() >= LEAST_PART || scrubbed.equals(secret)) {
				scrubbed = scrubbed.replace(secret, REPLACEMENT);
			}
		}
		for (Pattern pattern : this.patterns) {
			Matcher matcher = pattern.matcher(scrubbed);
			int group = (matcher.groupCount() > 0) ? 1 : 0;
			StringBuilder result = new StringBuilder();
			int from = 0;
			while (matcher.find()) {
				if (matcher.start(group) >= 0 && matcher.end(group) > matcher.start(group)) {
					result.append(scrubbed, from, matcher.start(group)).append(REPLACEMENT);
					from = matcher.end(group);
				}
			}
			scrubbed = (from == 0) ? scrubbed : result.append(scrubbed.substring(from)).toString();
		}
		return scrubbed;
	}

	/**
	 * JSON without secrets in its texts and names.
	 * @param json the JSON text
	 * @param secrets texts of which it is known that they are secret
	 * @return the JSON; {@code null} when there is no secret in it
	 */
	@Nullable String scrubJson(String json, Collection<String> secrets) {
		JsonNode root = JsonText.MAPPER.readTree(json);
		JsonNode scrubbed = scrub(root, secrets);
		return scrubbed.equals(root) ? null : JsonText.MAPPER.writeValueAsString(scrubbed);
	}

	private JsonNode scrub(JsonNode node, Collection<String> secrets) {
		if (node.isString()) {
			return JsonText.MAPPER.getNodeFactory().stringNode(scrub(node.stringValue(), secrets));
		}
		if (node.isArray()) {
			ArrayNode array = JsonText.MAPPER.createArrayNode();
			node.forEach((element) -> array.add(scrub(element, secrets)));
			return array;
		}
		if (node.isObject()) {
			ObjectNode object = JsonText.MAPPER.createObjectNode();
			node.forEachEntry((name, value) -> object.set(scrub(name, secrets), scrub(value, secrets)));
			return object;
		}
		return node;
	}

}
