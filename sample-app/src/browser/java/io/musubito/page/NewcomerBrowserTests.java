package io.musubito.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody who has never seen the page finds answers, from the start and with the names
 * that the page gives to things.
 */
@InBrowser
class NewcomerBrowserTests {

	@Test
	void whyDidDraftRunAgain(Visit visit, Story story) {
		visit.page().navigate(visit.application().endpoint());
		Locator run = visit.row(Story.shown(story.today()));
		assertThat(run).containsText("draft.st");
		run.getByRole(AriaRole.LINK).first().click();
		visit.by(AriaRole.TREEITEM, "draft").click();
		Locator panel = RunBrowserTests.panel(visit, "draft");
		assertThat(panel).containsText("draft ran again because");
		assertThat(panel).containsText("draft.st");
		assertThat(panel.getByText(Story.EDIT)).isVisible();
	}

	@Test
	void whatDidYesterdaysPromptChangeCost(Visit visit, Story story) {
		visit.page().navigate(visit.application().endpoint());
		visit.row(Story.shown(story.today())).getByRole(AriaRole.LINK).first().click();
		visit.link("Compare with previous").click();
		assertThat(visit.main()).containsText(Pattern.compile("B cost \\$[0-9.]+ (less|more) \\(\\d+ tokens\\)"));
		assertThat(visit.main()).containsText(Pattern.compile("Cause: draft.st changed"));
	}

	@Test
	void whichStepIsTheDearest(Visit visit) {
		visit.page().navigate(visit.application().endpoint());
		visit.link("Metrics").click();
		visit.button("7 days").click();
		Locator dearest = visit.by(AriaRole.REGION, "Dearest steps").getByRole(AriaRole.ROW).nth(1);
		assertThat(dearest.getByRole(AriaRole.ROWHEADER)).containsText("investigate");
		assertThat(dearest).containsText("$0.0");
	}

	@Test
	void whatRunsIfIPressResume(Visit visit, Story story) {
		story.toBeResumed();
		visit.page().navigate(visit.application().endpoint());
		visit.button("Failed only").click();
		visit.row(Story.shown(story.failed())).getByRole(AriaRole.LINK).first().click();
		visit.button("Resume").click();
		assertThat(visit.dialog()).containsText("1 step runs");
		assertThat(visit.dialog().getByRole(AriaRole.LIST)).containsText("gate");
		assertThat(visit.dialog()).containsText("8 steps are replayed");
	}

}
