package io.musubito.differential;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.musubito.CodeBoundary;
import io.musubito.StepDefinitionException;
import io.musubito.differential.Laboratory.Finding;
import io.musubito.step.Boundaries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries what the tables of {@code docs/identity.md} say: for each row, something of the
 * kind is changed in an application.
 */
@Tag("slow")
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class IdentityDocumentTests {

	private static final String COUNTS = "## What counts";

	private static final String NEUTRAL = "## What does not count";

	private static final String UNSEEN = "## What it does not see";

	private static final String NO_COMPONENT = "–";

	@TempDir
	private static Path directory;

	private static Laboratory seen;

	private static Laboratory unseen;

	@BeforeAll
	static void startUnchanged() throws Exception {
		seen = new Laboratory(Sources.read("application"), directory.resolve("seen"));
		unseen = new Laboratory(Sources.read("unseen"), directory.resolve("unseen"));
		assertThat(seen.warm().failure()).isNull();
		assertThat(unseen.warm().failure()).isNull();
	}

	@AfterAll
	static void close() throws Exception {
		seen.close();
		unseen.close();
	}

	@Test
	void eachRowIsTried() {
		assertThat(changes().keySet()).isEqualTo(IdentityDocument.table(COUNTS).keySet());
		assertThat(neutralKinds().keySet()).isEqualTo(IdentityDocument.table(NEUTRAL).keySet());
		assertThat(blindSpots().keySet()).isEqualTo(IdentityDocument.table(UNSEEN).keySet());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("counting")
	void countsAndIsNamed(String what, String component, Changed change) throws Exception {
		Finding finding = seen.change(change.edit(), false);
		assertThat(finding).as("a change that compiles").isNotNull();
		assertThat(finding.on().failure()).isNull();
		assertThat(finding.on().answers().get(change.question()))
			.isEqualTo(finding.off().answers().get(change.question()));
		assertThat(finding.on().steps().get(change.question())).anyMatch(Trial::isExecuted);
		if (component.equals(NO_COMPONENT)) {
			return;
		}
		assertThat(finding.on().changes(change.question())).as("what the explanation names")
			.anyMatch((name) -> component.endsWith("…") ? name.startsWith(component.replace("…", ""))
					: name.equals(component));
	}

	static Stream<Object[]> counting() {
		Map<String, List<String>> rows = IdentityDocument.table(COUNTS);
		return changes().entrySet().stream().filter((entry) -> rows.containsKey(entry.getKey())).map((entry) -> {
			List<String> row = rows.get(entry.getKey());
			return new Object[] { entry.getKey(), row.get(row.size() - 1).replace("`", ""), entry.getValue() };
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("neutral")
	void doesNotCount(String what, Edit edit) throws Exception {
		Finding finding = seen.change(edit, false);
		assertThat(finding).as("a change that compiles").isNotNull();
		assertThat(finding.on().failure()).isNull();
		assertThat(finding.on().executed()).isEmpty();
	}

	static Stream<Object[]> neutral() {
		return neutralKinds().entrySet()
			.stream()
			.flatMap((row) -> row.getValue().stream().map((kind) -> new Object[] { row.getKey(), first(kind) }));
	}

	private static Edit first(String kind) {
		List<Edit> edits = seen.catalogue().of(kind);
		return edits.get(edits.size() / 2);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("blind")
	void isNotSeenAndIsSaid(String what, Blind blind) throws Exception {
		Looking.release("2.0");
		try {
			Finding finding = unseen.change(blind.edit(), false);
			assertThat(finding).as("a change that compiles").isNotNull();
			assertThat(finding.on().failure()).isNull();
			String question = blind.question();
			assertThat(finding.off().answers().get(question)).isNotEqualTo(unseen.without().answers().get(question));
			assertThat(finding.on().answers().get(question)).as("the answer of before")
				.isEqualTo(unseen.cold().answers().get(question));
			assertThat(blind.listed().apply(finding.on().boundaries().get(question))).as("the boundary")
				.anyMatch((entry) -> entry.contains(blind.entry()));
		}
		finally {
			Looking.release("1.0");
		}
	}

	@Test
	void whatIsNotSeenIsToldOnceWhenTheApplicationStarts(CapturedOutput output) throws Exception {
		try {
			assertThat(unseen.start("logging.level." + Boundaries.class.getName() + "=warn").failure()).isNull();
		}
		finally {
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel(Boundaries.class.getName(), null);
		}
		blindSpots().forEach((what,
				blind) -> assertThat(output.getOut()
					.lines()
					.filter((line) -> line.contains(blind.sentence()) && line.contains(blind.entry()))).as(what)
					.hasSize(isExternal(what) ? 0 : 1));
	}

	@Test
	void whatIsNotSeenIsRefusedWhenStrict() throws Exception {
		Trial trial = unseen.start("musubito.fingerprint.strict=true");
		assertThat(trial.failure()).isInstanceOf(StepDefinitionException.class);
		String refusal = trial.failure().getMessage();
		assertThat(refusal).contains("musubito.fingerprint.strict=true refuses that. Pass it as an argument");
		blindSpots().forEach((what, blind) -> {
			if (isExternal(what)) {
				assertThat(refusal).as(what).doesNotContain(blind.sentence());
			}
			else {
				assertThat(refusal).as(what).contains(blind.sentence()).contains(blind.entry());
			}
		});
	}

	private static boolean isExternal(String what) {
		return IdentityDocument.table(UNSEEN).get(what).get(1).equals("`external`");
	}

	static Stream<Object[]> blind() {
		return blindSpots().entrySet().stream().map((row) -> new Object[] { row.getKey(), row.getValue() });
	}

	/**
	 * Rows, with a change of the kind and a question that it concerns.
	 */
	private static Map<String, Changed> changes() {
		Map<String, Changed> changes = new LinkedHashMap<>();
		changes.put("the name of the step", code("rules", "ReplyService", "\"apply-rules\"", "\"apply-all-rules\""));
		changes.put("its version", code("reply 1", "ReplyService", "version = \"1\"", "version = \"2\""));
		changes.put("the arguments", code("team", "Calls", "data.team(\"hello\")", "data.team(\"good day\")"));
		changes.put("fields of an argument", code("bank 1", "Calls", "\"4000 1111", "\"6000 1111"));
		changes.put("the method", code("team", "DataService", "\" of \" + this.team", "\" with \" + this.team"));
		changes.put("methods that it calls", code("fails 2", "Texts", "return -1;", "return -2;"));
		changes.put("lambdas", code("languages", "DataService", "language + \":\"", "language + \"=\""));
		changes.put("constants", code("classify", "Prompts", "Never promise money.", "Never promise anything."));
		changes.put("static initialisers", code("summarise", "Texts", "as soon as possible", "at once"));
		changes.put("superclasses and default methods", code("reply 1", "Tone", "+ \" \" + name", "+ \", \" + name"));
		changes.put("records and enums", code("reply 1", "Priority", "HIGH(1, \"now\")", "HIGH(1, \"at once\")"));
		changes.put("the bean that is injected",
				code("reply other", "ReplyService", "@Qualifier(\"casual\") Tone", "@Qualifier(\"brief\") Tone"));
		changes.put("what a library looks into", code("card", "Card", "\" for \"", "\" to \""));
		changes.put("tools of a model", code("track", "OrderTools", "Tells where an order is", "Finds an order"));
		changes.put("classes of the application in arguments",
				code("rate by word", "Scoring", "found += 10", "found += 20"));
		changes.put("fields with values", property("reply 1", "desk.signature=The desk", "desk.signature=We"));
		changes.put("configuration properties", property("limits", "desk.limits.words=5", "desk.limits.words=4"));
		changes.put("injected resources",
				new Changed("summarise", Edit.replace("", sources(), "prompts/summary.st", "Summarise", "Sum up")));
		changes.put("a bean that a property chooses", property("reply chosen", "desk.tone=casual", "desk.tone=brief"));
		changes.put("fields that change", code("mood after", "Calls", "\"merry\"", "\"glum\""));
		changes.put("prototypes", code("print small", "Calls", "\"A5\"", "\"A6\""));
		changes.put("the model", property("classify", "desk.model.name=tiny-1", "desk.model.name=tiny-2"));
		changes.put("a chat client",
				new Changed("facts", Edit.replace("", sources(), "prompts/system.st", "Be brief.", "Be kind.")));
		changes.put("keys that the code asks for", property("region", "desk.region=north", "desk.region=west"));
		changes.put("declared properties", property("colour", "desk.colour=blue", "desk.colour=red"));
		changes.put("declared resources",
				new Changed("legal", Edit.replace("", sources(), "prompts/legal.st", "without", "with")));
		changes.put("who calls", code("who", "Around", "\"ann\"", "\"bob\""));
		changes.put("the language of the call", code("language", "Around", "\"de\"", "\"fr\""));
		changes.put("the time zone of the call", code("zone", "Around", "Europe/Berlin", "Europe/Rome"));
		changes.put("resources that the code opens", new Changed("imprint",
				Edit.replace("", sources(), "prompts/imprint.st", "first floor", "second floor")));
		return changes;
	}

	private static Sources sources() {
		return Sources.read("application");
	}

	private static Changed code(String question, String type, String from, String to) {
		return new Changed(question, Edit.replace("", sources(), "com/acme/desk/" + type + ".java", from, to));
	}

	private static Changed property(String question, String from, String to) {
		return new Changed(question, Edit.replace("", sources(), "application.properties", from, to));
	}

	/**
	 * Rows, with kinds of changes.
	 */
	private static Map<String, Set<String>> neutralKinds() {
		Map<String, Set<String>> kinds = new LinkedHashMap<>();
		kinds.put("comments, blank lines, formatting",
				Set.of("comment", "blank lines", "indentation", "line ends", "parentheses"));
		kinds.put("imports", Set.of("import"));
		kinds.put("the order of methods", Set.of("methods reordered"));
		kinds.put("names of local variables and parameters",
				Set.of("local variable renamed", "lambda parameter renamed", "private parameter renamed"));
		kinds.put("a constant that is written in another way", Set.of("literal in two parts"));
		kinds.put("what no step reaches", Set.of("unrelated method", "unrelated nested class", "unrelated constant",
				"unrelated field", "unrelated class", "unrelated bean", "unrelated step", "unrelated resource"));
		kinds.put("properties that nobody reads",
				Set.of("property that nobody reads", "properties reordered", "properties commented"));
		return kinds;
	}

	/**
	 * Rows, with a change that is not seen, and where the boundary says so.
	 */
	private static Map<String, Blind> blindSpots() {
		Map<String, Blind> spots = new LinkedHashMap<>();
		spots.put("code behind reflection", new Blind("reflection", unseenCode("Hidden", "\"hidden\"", "\"other\""),
				CodeBoundary::reflection, "java.lang.reflect.Method#invoke"));
		spots.put("another release of a library", new Blind("library",
				unseenCode("Listener", "\"listened\"", "\"heard\""), CodeBoundary::external, "Looking#release"));
		spots.put("what the code itself keeps",
				new Blind("cache", unseenCode("Warming", "\"cached before\"", "\"cached later\""), CodeBoundary::state,
						"com.acme.desk.Blind.cache"));
		spots.put("the clock and random numbers", new Blind("clock",
				unseenCode("Listener", "\"listened\"", "\"heard\""), CodeBoundary::surroundings, "the clock"));
		spots.put("files whose names are computed",
				new Blind("file",
						Edit.replace("", Sources.read("unseen"), "prompts/undeclared.st", "Undeclared.", "Changed."),
						CodeBoundary::surroundings, "files in"));
		spots.put("answers of others", new Blind("answer", unseenCode("Listener", "\"listened\"", "\"heard\""),
				CodeBoundary::external, "Looking#release"));
		spots.put("keys that are computed",
				new Blind(
						"computed key", Edit.replace("", Sources.read("unseen"), "application.properties",
								"blind.computed=one", "blind.computed=two"),
						CodeBoundary::surroundings, "properties by computed names"));
		spots.put("thread locals", new Blind("thread", unseenCode("Calls", "\"caller\"", "\"other\""),
				CodeBoundary::surroundings, "a thread local"));
		return spots;
	}

	private static Edit unseenCode(String type, String from, String to) {
		return Edit.replace("", Sources.read("unseen"), "com/acme/desk/" + type + ".java", from, to);
	}

	private record Changed(String question, Edit edit) {

	}

	private record Blind(String question, Edit edit, Function<CodeBoundary, Set<String>> listed, String entry) {

		/** How what is said of the step begins. */
		private String sentence() {
			return "Step 'by-" + this.question.replace(' ', '-') + "' doesn't see: ";
		}

	}

}
