package io.musubito.page;

import java.io.IOException;
import java.nio.file.Files;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of runs.
 */
@InBrowser
class RunsBrowserTests {

	@Test
	void showsWhatEachRunDidAndCostAndSaved(Visit visit, Story story) {
		visit.open("runs");
		Locator today = row(visit, story.today());
		assertThat(today).containsText("answer");
		assertThat(today).containsText("Complete");
		assertThat(today.getByRole(AriaRole.IMG)).hasAccessibleName("2 replayed, 3 executed");
		assertThat(today).containsText("40 %");
		assertThat(today).containsText("$0.0");
		assertThat(row(visit, story.failed())).containsText("Failed");
		assertThat(row(visit, story.yesterday())).containsText("d ago");
	}

	@Test
	void saysWhatChangedSinceThePreviousRun(Visit visit, Story story) {
		visit.open("runs");
		assertThat(row(visit, story.today())).containsText("Resource changed");
		assertThat(row(visit, story.today())).containsText("draft.st");
		assertThat(row(visit, story.again())).containsText("nothing, all replayed");
	}

	@Test
	void showsOnePipelineOrFailuresOnly(Visit visit, Story story) {
		visit.open("runs");
		visit.button("review").click();
		assertThat(row(visit, story.today())).hasCount(0);
		assertThat(row(visit, story.reviewed())).isVisible();
		visit.button("Failed only").click();
		assertThat(row(visit, story.reviewed())).hasCount(0);
		assertThat(row(visit, story.failed())).isVisible();
		visit.reload();
		assertThat(visit.button("review")).hasAttribute("aria-pressed", "true");
		assertThat(row(visit, story.failed())).isVisible();
		assertThat(row(visit, story.reviewed())).hasCount(0);
	}

	@Test
	void findsRunsByWhatChanged(Visit visit, Story story) {
		visit.open("runs");
		visit.page().keyboard().press("/");
		visit.page().keyboard().type("draft.st");
		assertThat(row(visit, story.again())).hasCount(0);
		assertThat(row(visit, story.today())).isVisible();
		visit.page().waitForURL("**q=draft.st*");
	}

	@Test
	void leadsFromTwoPickedRunsToTheirComparison(Visit visit, Story story) {
		visit.open("runs");
		assertThat(visit.button("Tick two runs to compare")).isDisabled();
		row(visit, story.today()).getByRole(AriaRole.CHECKBOX).check();
		row(visit, story.yesterday()).getByRole(AriaRole.CHECKBOX).check();
		visit.link("Compare " + Story.shown(story.yesterday()) + " and " + Story.shown(story.today())).click();
		visit.page().waitForURL("**#/compare/" + story.yesterday() + ".." + story.today());
	}

	@Test
	void opensARun(Visit visit, Story story) {
		visit.open("runs");
		row(visit, story.failed()).getByRole(AriaRole.LINK).first().click();
		visit.page().waitForURL("**#/runs/" + story.failed());
	}

	@Test
	void showsARunThatComesByItself(Visit visit, Story story) {
		visit.open("runs?pipeline=answer");
		String run = Story.ask(story.application(), "Which run came by itself?");
		assertThat(row(visit, run)).isVisible();
	}

	@Test
	void exportsWhatIsShown(Visit visit, Story story) throws IOException {
		visit.open("runs?failed=1&pipeline=review");
		assertThat(row(visit, story.failed())).isVisible();
		Download file = visit.export("JSON");
		JsonNode runs = JsonMapper.shared().readTree(Files.readString(file.path())).required("runs");
		assertThat(runs).extracting((run) -> run.required("status").asString()).containsOnly("FAILED");
		assertThat(runs).extracting((run) -> run.required("runId").asString()).contains(story.failed());
	}

	@Test
	void isAListOfCardsOnAPhone(Visit visit, Story story) {
		visit.phone().open("runs");
		assertThat(visit.by(AriaRole.LISTITEM, "")
			.filter(new Locator.FilterOptions().setHasText(Story.shown(story.today())))
			.first()).isVisible();
		assertThat(visit.page().getByRole(AriaRole.TABLE)).hasCount(0);
	}

	private static Locator row(Visit visit, String run) {
		// Others that were resumed from it name it too
		return visit.page()
			.getByRole(AriaRole.ROW)
			.filter(new Locator.FilterOptions()
				.setHas(visit.by(AriaRole.CHECKBOX, "Compare run " + Story.shown(run) + " ")));
	}

}
