package io.musubito.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the stand-in has in place of a reviewer: patterns of added lines that are often
 * wrong. It understands nothing of them, and says so by quoting the line. The answer is a
 * function of the prompt and nothing else.
 */
final class Suspicions {

	private static final Pattern DIMENSION = Pattern.compile("(?m)^Dimension:\\s*^(\\w+)");

	private static final Pattern CHANGE = Pattern.compile("(?m)^Change:$");

	private static final Pattern FILE = Pattern.compile("^File (.+)$");

	private static final Pattern ADDED = Pattern.compile("^ *(\\d+) \\+ (.*)$");

	private static final Pattern TEST = Pattern.compile("(^|/)tests?/");

	private static final List<Suspicion> ALL = List.of(
			new Suspicion("security", "CRITICAL", "(?i)\"\\s*(select|insert|update|delete)\\b.*\"\\s*\\+\\s*\\w",
					"Looks like a value that is put into the text of a statement; bind it as a parameter"),
			new Suspicion("performance", "MAJOR", "(?i)\"\\s*select\\b(?!.*\\blimit\\b)",
					"Looks like a query for all rows there are; set a limit"),
			new Suspicion("performance", "MAJOR", "\\breadAll(Bytes|Lines)\\(",
					"Looks like a whole file in memory; stream it"),
			new Suspicion("correctness", "MAJOR", "^(?!\\s*try).*= (Files\\.new|new File)\\w*(Reader|Writer|Stream)\\(",
					"Looks like something that stays open after an exception; open it in a try-with-resources statement"),
			new Suspicion("correctness", "MAJOR", "\\.get\\(\\w+\\)\\.",
					"Looks like a look-up that may find nothing; check for null"),
			new Suspicion("correctness", "MINOR", "\\.to(Lower|Upper)Case\\(\\)",
					"Looks like a result that depends on the machine's language; pass a locale"));

	private Suspicions() {
	}

	/**
	 * Whether a prompt asks for a review.
	 * @param prompt the prompt
	 * @return whether it has a dimension and a change
	 */
	static boolean areAskedFor(String prompt) {
		return DIMENSION.matcher(prompt).find() && CHANGE.matcher(prompt).find();
	}

	static String answer(String prompt) {
		Matcher dimension = DIMENSION.matcher(prompt);
		String name = dimension.find() ? dimension.group(1) : "";
		List<Added> added = added(prompt);
		ObjectNode answer = JsonMapper.shared().createObjectNode();
		ArrayNode findings = answer.putArray("findings");
		for (Added line : added) {
			ALL.stream()
				.filter((suspicion) -> suspicion.dimension().equals(name) && suspicion.isRaisedBy(line))
				.forEach((suspicion) -> add(findings, line, suspicion.severity(), suspicion.message()));
		}
		if (name.equals("tests")) {
			untested(added).ifPresent((line) -> add(findings, line, "MAJOR",
					"Looks like a change without a test; add one that fails without the change"));
		}
		return answer.toString();
	}

	private static List<Added> added(String prompt) {
		List<Added> added = new ArrayList<>();
		String file = "";
		for (String line : prompt.lines().toList()) {
			Matcher heading = FILE.matcher(line);
			Matcher addition = ADDED.matcher(line);
			if (heading.matches()) {
				file = heading.group(1);
			}
			else if (addition.matches()) {
				added.add(new Added(file, Integer.parseInt(addition.group(1)), addition.group(2)));
			}
		}
		return added;
	}

	private static Optional<Added> untested(List<Added> added) {
		return added.stream().anyMatch(Added::isTest) ? Optional.empty()
				: added.stream().filter((line) -> line.text().endsWith("{")).findFirst();
	}

	private static void add(ArrayNode findings, Added line, String severity, String message) {
		findings.addObject()
			.put("file", line.file())
			.put("line", line.number())
			.put("severity", severity)
			.put("message", message + ": " + line.text().strip());
	}

	private record Suspicion(String dimension, String severity, Pattern pattern, String message) {

		Suspicion(String dimension, String severity, String pattern, String message) {
			this(dimension, severity, Pattern.compile(pattern), message);
		}

		boolean isRaisedBy(Added line) {
			return this.pattern.matcher(line.text()).find();
		}

	}

	private record Added(String file, int number, String text) {

		boolean isTest() {
			return TEST.matcher(this.file).find();
		}

	}

}
