package io.musubito.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Comparison, plan, graph of the store, metrics and a step on its own.
 */
@InBrowser
class OtherPagesBrowserTests {

	private static Locator step(Visit visit, String name) {
		return visit.by(AriaRole.TABLE, "Steps of the plan")
			.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions().setHas(visit.page()
				.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name).setExact(true))));
	}

	@Nested
	class Compare {

		@Test
		void saysWhatDiffersWhyAndWhatItCost(Visit visit, Story story) {
			visit.open("compare/" + story.yesterday() + ".." + story.today());
			assertThat(visit.main()).containsText(Pattern.compile("B cost \\$[0-9.]+ (less|more)"));
			assertThat(visit.by(AriaRole.REGION, "Root causes")).containsText("draft.st");
			assertThat(visit.by(AriaRole.REGION, "Root causes")).containsText(Story.EDIT);
			Locator differ = visit.by(AriaRole.REGION, "Steps that differ");
			assertThat(differ.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("draft")))
				.containsText("changed");
		}

		@Test
		void showsHowAResultBecameAnother(Visit visit, Story story) {
			visit.open("compare/" + story.yesterday() + ".." + story.today());
			visit.button("draft[1]").click();
			assertThat(visit.by(AriaRole.REGION, "Steps that differ").getByRole(AriaRole.DELETION).first()).isVisible();
		}

		@Test
		void changesTheSides(Visit visit, Story story) {
			visit.open("compare/" + story.yesterday() + ".." + story.today());
			visit.link("Swap A and B").click();
			visit.page().waitForURL("**compare/" + story.today() + ".." + story.yesterday());
			assertThat(visit.by(AriaRole.REGION, "Run A")).containsText(Story.shown(story.today()));
		}

		@Test
		void exportsWhatDiffers(Visit visit, Story story) throws IOException {
			visit.open("compare/" + story.yesterday() + ".." + story.today());
			assertThat(JsonMapper.shared().readTree(Files.readString(visit.export("JSON").path())).required("causes"))
				.isNotEmpty();
		}

	}

	@Nested
	class Plan {

		@Test
		void saysWhatWouldRun(Visit visit, Story story) {
			visit.open("runs/" + story.toBeResumed() + "/plan");
			assertThat(step(visit, "gate")).containsText("Runs");
			assertThat(step(visit, "score")).containsText("Replays");
		}

		@Test
		void saysWhatWouldRunFromAStep(Visit visit, Story story) {
			visit.open("runs/" + story.today() + "/plan");
			assertThat(step(visit, "draft")).containsText("Replays");
			visit.by(AriaRole.COMBOBOX, "From").selectOption("draft");
			assertThat(step(visit, "draft")).containsText("Runs");
			visit.page().waitForURL("**plan?from=draft");
		}

	}

	@Nested
	class Graph {

		@Test
		void findsStepsAndLeadsToThem(Visit visit, Story story) {
			visit.open("graph");
			visit.page().getByRole(AriaRole.SEARCHBOX).fill("draft");
			Locator found = visit.by(AriaRole.REGION, "Found steps");
			assertThat(found).containsText(Pattern.compile("\\d+ found"));
			found.getByRole(AriaRole.LINK)
				.filter(new Locator.FilterOptions().setHasText(Story.shown(story.node(story.today(), "draft"))))
				.click();
			assertThat(visit.by(AriaRole.REGION, "Selected step")).containsText("draft");
			visit.link("Open the step").click();
			visit.page().waitForURL("**steps/" + story.node(story.today(), "draft"));
			assertThat(visit.heading("draft")).isVisible();
		}

		@Test
		void showsOneStatusTypeOrOperation(Visit visit, Story story) {
			visit.open("graph");
			visit.button("Stochastic").click();
			visit.by(AriaRole.COMBOBOX, "Operation").selectOption("draft");
			Locator found = visit.by(AriaRole.REGION, "Found steps").getByRole(AriaRole.LINK);
			assertThat(found.first()).containsText("draft");
			visit.page().waitForURL("**operation=draft*");
			visit.by(AriaRole.COMBOBOX, "Operation").selectOption("retrieve");
			assertThat(found).hasCount(0);
			visit.button("Stochastic").click();
			visit.by(AriaRole.BUTTON, Pattern.compile("^Failed \\d")).click();
			visit.by(AriaRole.COMBOBOX, "Operation").selectOption("gate");
			assertThat(found).hasCount(1);
			visit.reload();
			assertThat(found).hasCount(1);
		}

		@Test
		void exportsWhatIsShown(Visit visit) throws IOException {
			visit.open("graph");
			assertThat(JsonMapper.shared().readTree(Files.readString(visit.export("JSON").path())).required("nodes"))
				.isNotEmpty();
			assertThat(Files.readString(visit.export("DOT").path())).startsWith("digraph");
			assertThat(Files.readString(visit.export("Mermaid").path())).startsWith("flowchart");
			assertThat(Files.readString(visit.export("SVG").path())).startsWith("<svg");
		}

	}

	@Nested
	class Metrics {

		@Test
		void showsWhatWasSavedWhyStepsRanAndWhichAreDear(Visit visit) {
			visit.open("metrics?period=7d");
			assertThat(visit.main()).containsText("replayed");
			assertThat(visit.by(AriaRole.REGION, "Why steps ran")).containsText("First execution");
			assertThat(visit.by(AriaRole.REGION, "Dearest steps").getByRole(AriaRole.ROW).nth(1))
				.containsText("investigate");
			assertThat(visit.by(AriaRole.REGION, "Store")).containsText("What retention would free");
		}

		@Test
		void showsAnotherPeriod(Visit visit) {
			visit.open("metrics");
			visit.button("30 days").click();
			visit.page().waitForURL("**period=30d");
			assertThat(visit.button("30 days")).hasAttribute("aria-pressed", "true");
		}

		@Test
		void exportsTheNumbers(Visit visit) throws IOException {
			visit.open("metrics?period=7d");
			assertThat(JsonMapper.shared().readTree(Files.readString(visit.export("JSON").path())).required("buckets"))
				.isNotEmpty();
		}

	}

	@Nested
	class Step {

		@Test
		void hasTheSameTabsAsInARun(Visit visit, Story story) {
			visit.open("steps/" + story.node(story.today(), "draft"));
			visit.tab("Artifact").click();
			assertThat(visit.by(AriaRole.TABPANEL, "Artifact")).containsText("\"text\"");
			visit.page().waitForURL("**tab=artifact");
		}

	}

}
