package io.musubito.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a model says is a text, wherever it is shown. {@link Watcher} looks after each
 * test whether something ran.
 */
@InBrowser
class HostileBrowserTests {

	private static final String CREATED = "document.querySelectorAll('iframe, object, form, base, template, details[ontoggle], "
			+ "[onerror], [onload], [onfocus], [onclick], [onmouseover], [href^=\"javascript\" i], [href^=\"data:\" i], "
			+ "img, body script, meta[http-equiv=refresh], main style').length";

	private static String attackedRun;

	@Test
	void runsNothingInTheListOfRuns(Visit visit, Application application) {
		attack(application);
		visit.open("runs");
		assertThat(visit.row("<script>").first()).isVisible();
		assertNothingWasCreated(visit);
	}

	@Test
	void runsNothingOnThePageOfARun(Visit visit, Application application) {
		String run = attack(application);
		visit.open("runs/" + run);
		// Only what can be seen is drawn
		assertThat(visit.page().getByRole(AriaRole.TREEITEM).first()).hasAttribute("aria-setsize", "14");
		assertNothingWasCreated(visit);
		visit.open("runs/" + run + "?view=list");
		assertNothingWasCreated(visit);
	}

	@Test
	void runsNothingInAnyTab(Visit visit, Application application) {
		String run = attack(application);
		for (JsonNode step : steps(application, run)) {
			for (String tab : List.of("why", "artifact", "inputs", "lineage")) {
				visit.open("runs/" + run + "?step=" + step.required("nodeId").asString() + "&tab=" + tab);
				assertThat(visit.page().getByRole(AriaRole.TABPANEL)).isVisible();
				for (String form : List.of("Markdown", "Text", "JSON")) {
					Locator button = visit.page()
						.getByRole(AriaRole.TABPANEL)
						.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(form).setExact(true));
					if (button.isVisible()) {
						button.click();
						assertNothingWasCreated(visit);
					}
				}
				assertNothingWasCreated(visit);
			}
		}
	}

	@Test
	void runsNothingInOtherViews(Visit visit, Application application) {
		String run = attack(application);
		String other = attack(application);
		for (String view : List.of("compare/" + run + ".." + other, "graph", "graph?q=%3Cscript%3E", "metrics",
				"runs?pipeline=" + encode(Hostile.HTML), "runs?q=" + encode(Hostile.HTML),
				"graph?operation=" + encode(Hostile.LABEL),
				"steps/" + steps(application, run).get(0).required("nodeId").asString())) {
			visit.open(view);
			assertNothingWasCreated(visit);
		}
	}

	@Test
	void showsCharactersThatAreNotSeen(Visit visit, Application application) {
		String run = attack(application);
		visit.open("runs/" + run + "?tab=artifact&step="
				+ steps(application, run).stream()
					.filter((step) -> step.required("operation").asString().startsWith(Hostile.UNSEEN.substring(0, 4)))
					.findFirst()
					.orElseThrow()
					.required("nodeId")
					.asString());
		Locator panel = visit.page().getByRole(AriaRole.TABPANEL);
		visit.button("Text").click();
		assertThat(panel).containsText("⟦ESC⟧");
		assertThat(panel).containsText("⟦U+202E⟧");
		assertThat(panel.textContent()).doesNotContain("\u202E", "\u001b", "\u200B");
	}

	@Test
	void isTextInExports(Visit visit, Application application, @TempDir Path directory) throws IOException {
		String run = attack(application);
		visit.open("runs/" + run);
		String dot = Files.readString(visit.export("DOT").path());
		assertThat(dot.lines()).noneMatch((line) -> line.strip().startsWith("evil"));
		String mermaid = Files.readString(visit.export("Mermaid").path());
		assertThat(mermaid.lines()).noneMatch((line) -> line.strip().startsWith("click"))
			.noneMatch((line) -> line.strip().startsWith("%%{"));
		assertThat(mermaid).doesNotContain("<script", "<img");
		Path picture = Files.write(directory.resolve("graph.svg"), Files.readAllBytes(visit.export("SVG").path()));
		assertRunsNothing(visit, picture);
	}

	@Test
	void isTextInTheReport(Visit visit, Application application, @TempDir Path directory) throws IOException {
		String run = attack(application);
		Path report = Files.writeString(directory.resolve("report.html"), application.read("/runs/" + run + "/report"));
		assertRunsNothing(visit, report);
		assertThat(visit.page().locator("body")).containsText("<script>");
		assertNothingWasCreated(visit);
	}

	@Test
	void showsTheBeginningOfFiveMillionCharactersAtOnce(Visit visit, Application application) {
		application.post("/attacks/long?operation=long&times=50000&text="
				+ encode("<script>" + Watcher.RAN + "</script> ".repeat(7)), "");
		JsonNode run = Story.latest(application, "attack");
		String node = steps(application, run.required("runId").asString()).get(0).required("nodeId").asString();
		visit.open("runs");
		long before = System.nanoTime();
		visit.open("runs/" + run.required("runId").asString() + "?tab=artifact&step=" + node);
		Locator panel = visit.page().getByRole(AriaRole.TABPANEL);
		assertThat(panel).containsText("<script>");
		System.out.printf("5 MB of text: its beginning after %d ms%n", (System.nanoTime() - before) / 1_000_000);
		panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show all")).first().click();
		assertThat(panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Download"))).isVisible();
		assertNothingWasCreated(visit);
	}

	private static void assertRunsNothing(Visit visit, Path file) {
		visit.page().navigate(file.toUri().toString());
		visit.page().waitForLoadState();
		assertThat(visit.page().evaluate("window.__ran")).isEqualTo(0);
	}

	private static void assertNothingWasCreated(Visit visit) {
		assertThat(visit.page().evaluate(CREATED)).as(visit.page().url()).isEqualTo(0);
	}

	// Once for all tests: it is the same each time
	private static synchronized String attack(Application application) {
		if (attackedRun == null) {
			attackedRun = attack(application, "");
		}
		return attackedRun;
	}

	private static String attack(Application application, String name) {
		var response = application.post("/attacks", Hostile.run(name));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return application.json("/runs?limit=1").required("runs").required(0).required("runId").asString();
	}

	private static List<JsonNode> steps(Application application, String run) {
		return StreamSupport.stream(application.json("/runs/" + run).required("steps").spliterator(), false).toList();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
