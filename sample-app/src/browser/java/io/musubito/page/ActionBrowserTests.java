package io.musubito.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What can be done from the page, and what it says before it is done.
 */
@InBrowser
class ActionBrowserTests {

	@Test
	void resumesARun(Visit visit, Story story) {
		String failed = story.mayBeResumed();
		visit.open("runs/" + failed);
		visit.button("Resume").click();
		assertThat(visit.dialog()).containsText("1 step runs");
		assertThat(visit.dialog()).containsText("8 steps are replayed");
		visit.confirm("Resume");
		String resumed = newRun(visit, failed);
		assertThat(visit.main()).containsText("Resumed from " + Story.shown(failed));
		await().untilAsserted(() -> assertThat(RunBrowserTests.outcomes(story, resumed)).hasSize(9)
			.contains("gate EXECUTED")
			.filteredOn((step) -> step.endsWith("REPLAYED"))
			.hasSize(8));
	}

	@Test
	void runsAStepAndWhatDependsOnItAgain(Visit visit, Story story) {
		String run = Story.ask(story.application(), "What is run again?");
		visit.open("runs/" + run + "?step=" + story.node(run, "draft"));
		visit.button("Re-run from here").click();
		assertThat(visit.dialog()).containsText("Re-run from draft");
		assertThat(visit.dialog()).containsText(Pattern.compile("\\d steps? runs?: about .*\\d+ tokens, \\$0\\.0"));
		visit.confirm("Re-run");
		String again = newRun(visit, run);
		await().untilAsserted(() -> assertThat(RunBrowserTests.outcomes(story, again))
			.contains("retrieve REPLAYED", "constraints REPLAYED", "draft EXECUTED")
			.hasSize(5));
	}

	@Test
	void invalidatesAStepAndWhatDependsOnIt(Visit visit, Story story) {
		String run = Story.ask(story.application(), "What is invalidated?");
		visit.open("runs/" + run + "?step=" + story.node(run, "draft"));
		visit.button("Invalidate").click();
		assertThat(visit.dialog()).containsText("3 nodes");
		assertThat(visit.dialog()).containsText("validate");
		assertThat(visit.dialog()).containsText("format");
		visit.confirm("Invalidate 3 nodes");
		assertThat(visit.by(AriaRole.LOG, "Messages")).containsText("3 nodes invalidated");
		String again = Story.ask(story.application(), "What is invalidated?");
		assertThat(RunBrowserTests.outcomes(story, again)).contains("retrieve REPLAYED", "draft EXECUTED");
	}

	@Test
	void givesAResultByHand(Visit visit, Story story) {
		String run = Story.ask(story.application(), "What is given by hand?");
		visit.open("runs/" + run + "?step=" + story.node(run, "draft"));
		visit.button("Give result").click();
		assertThat(visit.by(AriaRole.TEXTBOX, "Result as JSON")).hasValue(Pattern.compile("\"text\""));
		visit.by(AriaRole.TEXTBOX, "Result as JSON").fill("{\"text\": ");
		assertThat(visit.dialog()).containsText("This is no JSON yet");
		assertThat(visit.dialog().getByRole(AriaRole.BUTTON).last()).isDisabled();
		visit.by(AriaRole.TEXTBOX, "Result as JSON").fill("{\"text\": \"By hand. [backups]\"}");
		visit.confirm("Run with this result");
		String again = newRun(visit, run);
		await().untilAsserted(
				() -> assertThat(RunBrowserTests.outcomes(story, again)).contains("draft MANUAL", "format EXECUTED"));
		assertThat(visit.by(AriaRole.IMG, Pattern.compile("1 by hand")).first()).isVisible();
	}

	@Test
	void saysWhatBecameOfAnEffect(Visit visit, Story story) {
		String run = Story.send(story.application(), "nobody-but-ada");
		String node = story.node(run, "send-letter");
		visit.open("runs/" + run + "?step=" + node);
		visit.button("Resolve").click();
		assertThat(visit.dialog()).containsText(
				story.application().json("/nodes/" + node).required("effect").required("idempotencyKey").asString());
		visit.by(AriaRole.RADIO, "It happened").check();
		visit.by(AriaRole.TEXTBOX, "What it returned").fill("{\"to\": \"nobody-but-ada\", \"characters\": 7}");
		visit.confirm("It happened");
		assertThat(visit.by(AriaRole.LOG, "Messages")).containsText("it happened");
		assertThat(visit.button("Resolve")).hasCount(0);
		assertThat(story.application().post("/newsletters?to=nobody-but-ada", "").body()).contains("\"characters\":7");
	}

	@Test
	void doesNothingWhenADialogIsClosed(Visit visit, Story story) {
		visit.open("runs/" + story.today() + "?step=" + story.node(story.today(), "draft") + "&dialog=invalidate");
		assertThat(visit.dialog()).isVisible();
		visit.page().keyboard().press("Escape");
		assertThat(visit.dialog()).hasCount(0);
		visit.button("Invalidate").click();
		visit.button("Cancel").click();
		assertThat(visit.dialog()).hasCount(0);
		assertThat(
				story.application().json("/nodes/" + story.node(story.today(), "draft")).required("status").asString())
			.isEqualTo("SUCCESS");
	}

	static String newRun(Visit visit, String before) {
		visit.page().waitForURL((address) -> address.contains("#/runs/") && !address.contains(before));
		return visit.page().url().replaceAll(".*#/runs/(\\w+).*", "$1");
	}

}
