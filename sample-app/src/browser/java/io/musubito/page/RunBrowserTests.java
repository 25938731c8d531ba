package io.musubito.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a run.
 */
@InBrowser
class RunBrowserTests {

	@Test
	void showsWhatWasDoneAndSavedAndWhatChanged(Visit visit, Story story) {
		visit.open("runs/" + story.today());
		assertThat(visit.heading("answer " + Story.shown(story.today()))).isVisible();
		assertThat(visit.by(AriaRole.IMG, "2 replayed, 3 executed").first()).isVisible();
		assertThat(visit.main()).containsText("40 %");
		assertThat(visit.main()).containsText("saved");
		assertThat(visit.main()).containsText("Resource changed");
		assertThat(visit.main()).containsText("draft.st");
	}

	@Test
	void drawsTheStepsWithTheirOutcomes(Visit visit, Story story) {
		visit.open("runs/" + story.today());
		assertThat(node(visit, "retrieve.*[Rr]eplayed")).isVisible();
		assertThat(node(visit, "draft.*[Ee]xecuted.*tokens")).isVisible();
		node(visit, "draft.*[Ee]xecuted").click();
		assertThat(panel(visit, "draft")).isVisible();
		visit.page().waitForURL("**step=" + story.node(story.today(), "draft") + "*");
	}

	@Test
	void ordersTheTimelineAndSelectsInIt(Visit visit, Story story) {
		visit.open("runs/" + story.today());
		Locator rows = visit.page().getByRole(AriaRole.TREEITEM);
		assertThat(rows).hasCount(5);
		assertThat(rows.first()).hasAccessibleName(Pattern.compile("^retrieve, replayed.*avoided"));
		visit.button("Tokens").click();
		assertThat(rows.first()).hasAccessibleName(Pattern.compile("^draft, executed.*tokens"));
		rows.nth(1).click();
		assertThat(rows.nth(1)).hasAttribute("aria-selected", "true");
		visit.page().waitForURL("**step=*");
	}

	@Test
	void showsOneOutcomeOnly(Visit visit, Story story) {
		visit.open("runs/" + story.today());
		visit.button("2 replayed").click();
		assertThat(visit.page().getByRole(AriaRole.TREEITEM)).hasCount(2);
		visit.reload();
		assertThat(visit.page().getByRole(AriaRole.TREEITEM)).hasCount(2);
		assertThat(visit.button("2 replayed")).hasAttribute("aria-pressed", "true");
	}

	@Test
	void findsSteps(Visit visit, Story story) {
		visit.open("runs/" + story.reviewed());
		visit.page().getByRole(AriaRole.SEARCHBOX).fill("investigate");
		assertThat(visit.page().getByRole(AriaRole.TREEITEM).first()).hasAccessibleName(Pattern.compile("investigate"));
		assertThat(visit.page().getByRole(AriaRole.TREEITEM)).hasCount(2);
	}

	@Test
	void groupsFanOutsAndShowsTheCriticalPath(Visit visit, Story story) {
		// Else it depends on the size of the graph whether they are grouped from the
		// beginning
		visit.open("runs/" + story.failed() + "?group=0");
		assertThat(node(visit, "investigate.1.")).isVisible();
		visit.button("Group fan-outs").first().click();
		assertThat(node(visit, "investigate ×5")).isVisible();
		visit.page().waitForURL("**group=1*");
		visit.button("Critical path").first().click();
		assertThat(visit.button("Critical path").first()).hasAttribute("aria-pressed", "false");
		visit.reload();
		assertThat(node(visit, "investigate ×5")).isVisible();
		assertThat(visit.button("Critical path").first()).hasAttribute("aria-pressed", "false");
	}

	@Test
	void saysWhyAStepRan(Visit visit, Story story) {
		visit.open(step(story, story.today(), "draft", "why"));
		assertThat(panel(visit, "draft")).containsText("draft ran again because");
		Locator changed = panel(visit, "draft").getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions().setHasText("draft.st"));
		assertThat(changed).containsText("changed");
		assertThat(panel(visit, "draft")).containsText("components");
		assertThat(panel(visit, "draft")).containsText(Story.EDIT);
	}

	@Test
	void saysWhereAReplayedResultCameFrom(Visit visit, Story story) {
		visit.open(step(story, story.again(), "draft", "why"));
		assertThat(visit.tab("Why replayed")).hasAttribute("aria-selected", "true");
		visit.link("answer " + Story.shown(story.today())).click();
		visit.page().waitForURL("**runs/" + story.today() + "*");
	}

	@Test
	void saysWhatFailedAndWhy(Visit visit, Story story) {
		visit.open(step(story, story.failed(), "gate", "why"));
		assertThat(panel(visit, "gate")).containsText("The gate is out of order");
		visit.tab("Error").click();
		assertThat(panel(visit, "gate")).containsText("The gate is out of order");
	}

	@Test
	void showsAnArtifactAsJsonMarkdownAndText(Visit visit, Story story) {
		visit.open(step(story, story.today(), "draft", "artifact"));
		Locator panel = visit.by(AriaRole.TABPANEL, "Artifact");
		assertThat(panel).containsText("\"text\"");
		visit.button("Markdown").click();
		assertThat(panel).not().containsText("\"text\"");
		assertThat(panel.getByRole(AriaRole.PARAGRAPH).first()).isVisible();
		visit.button("Text").click();
		assertThat(panel).containsText("[");
		visit.tab("Inputs").click();
		assertThat(visit.by(AriaRole.TABPANEL, "Inputs")).containsText(Story.QUESTION);
		visit.page().waitForURL("**tab=inputs*");
	}

	@Test
	void leadsToWhatAStepDependsOnAndWhatDependsOnIt(Visit visit, Story story) {
		visit.open(step(story, story.today(), "draft", "lineage"));
		Locator panel = visit.by(AriaRole.TABPANEL, "Lineage");
		assertThat(panel).containsText("Downstream");
		panel.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("retrieve")).click();
		assertThat(panel(visit, "retrieve")).isVisible();
	}

	@Test
	void saysHowLongAResultIsValid(Visit visit, Story story) {
		visit.open(step(story, story.inDoubt(), "compose", "why"));
		assertThat(panel(visit, "compose")).containsText("6 d 23 h");
	}

	@Test
	void exportsTheRun(Visit visit, Story story) throws IOException {
		visit.open("runs/" + story.failed());
		JsonNode run = JsonMapper.shared().readTree(Files.readString(visit.export("JSON").path()));
		assertThat(run.required("run").required("runId").asString()).isEqualTo(story.failed());
		assertThat(Files.readString(visit.export("DOT").path())).startsWith("digraph").contains("investigate");
		assertThat(Files.readString(visit.export("Mermaid").path())).startsWith("flowchart").contains("investigate");
		assertThat(Files.readString(visit.export("SVG").path())).startsWith("<svg").contains("investigate");
	}

	@Test
	void isAListAndAPanelOnAPhone(Visit visit, Story story) {
		visit.phone().open("runs/" + story.today());
		assertThat(visit.page().getByRole(AriaRole.APPLICATION)).not().isVisible();
		visit.page().getByRole(AriaRole.TREEITEM).nth(2).click();
		assertThat(panel(visit, "draft")).isVisible();
		visit.button("Close the step").click();
		assertThat(panel(visit, "draft")).hasCount(0);
	}

	private static Locator node(Visit visit, String name) {
		return visit.page()
			.getByRole(AriaRole.APPLICATION)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile(name)))
			.first();
	}

	static Locator panel(Visit visit, String step) {
		return visit.by(AriaRole.COMPLEMENTARY, "Step " + step);
	}

	static String step(Story story, String run, String operation, String tab) {
		return "runs/%s?step=%s&tab=%s".formatted(run, story.node(run, operation), tab);
	}

	static List<String> outcomes(Story story, String run) {
		return story.steps(run)
			.map((step) -> step.required("operation").asString() + " " + step.required("outcome").asString())
			.toList();
	}

}
