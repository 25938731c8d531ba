package io.musubito.page;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything can be done without a mouse.
 */
@InBrowser
class KeyboardBrowserTests {

	@Test
	void comparesTwoRuns(Visit visit, Story story) {
		visit.open("runs?pipeline=answer");
		tabTo(visit, visit.by(AriaRole.CHECKBOX, "Compare run " + Story.shown(story.today())));
		visit.page().keyboard().press("Space");
		tabTo(visit, visit.by(AriaRole.CHECKBOX, "Compare run " + Story.shown(story.yesterday())));
		visit.page().keyboard().press("Space");
		Locator compare = visit.link("Compare " + Story.shown(story.yesterday()));
		assertThat(compare).isVisible();
		for (int presses = 0; presses < 200 && !isFocused(compare); presses++) {
			visit.page().keyboard().press("Shift+Tab");
		}
		visit.page().keyboard().press("Enter");
		visit.page().waitForURL("**compare/*");
	}

	@Test
	void readsWhyAStepRanAndResumesARun(Visit visit, Story story) {
		visit.open("runs/" + story.toBeResumed());
		tabTo(visit, visit.by(AriaRole.TREE, "Steps by time"));
		Keyboard keyboard = visit.page().keyboard();
		keyboard.press("End");
		assertThat(RunBrowserTests.panel(visit, "gate")).isVisible();
		tabTo(visit, visit.tab("Why it ran"));
		keyboard.press("ArrowRight");
		assertThat(visit.tab("Error")).isFocused();
		assertThat(visit.by(AriaRole.TABPANEL, "Error")).containsText("The gate is out of order");
		keyboard.press("End");
		assertThat(visit.tab("Lineage")).isFocused();
		tabTo(visit, visit.button("Resume"));
		keyboard.press("Enter");
		assertThat(visit.dialog()).containsText("1 step runs");
		keyboard.press("Escape");
		assertThat(visit.dialog()).hasCount(0);
		assertThat(visit.button("Resume")).isFocused();
	}

	@Test
	void walksThroughAGraph(Visit visit, Story story) {
		visit.open("runs/" + story.today());
		tabTo(visit, visit.page().getByRole(AriaRole.APPLICATION));
		visit.page().keyboard().press("ArrowRight");
		visit.page().keyboard().press("Enter");
		visit.page().waitForURL("**step=*");
		String first = visit.page().url();
		visit.page().keyboard().press("ArrowRight");
		visit.page().keyboard().press("Enter");
		visit.page().waitForURL((address) -> !address.equals(first) && address.contains("step="));
	}

	@Test
	void goesToOtherPagesAndSwitchesTheScheme(Visit visit) {
		visit.open("runs");
		Keyboard keyboard = visit.page().keyboard();
		keyboard.press("g");
		keyboard.press("m");
		visit.page().waitForURL("**#/metrics*");
		keyboard.press("g");
		keyboard.press("g");
		visit.page().waitForURL("**#/graph*");
		keyboard.press("g");
		keyboard.press("r");
		visit.page().waitForURL("**#/runs*");
		keyboard.press("t");
		assertThat(visit.button("Switch to the light scheme")).isVisible();
		keyboard.press("?");
		assertThat(visit.dialog()).containsText("Keyboard");
		keyboard.press("Escape");
		assertThat(visit.dialog()).hasCount(0);
		keyboard.press("/");
		assertThat(visit.page().getByRole(AriaRole.SEARCHBOX)).isFocused();
	}

	@Test
	void skipsToTheContent(Visit visit) {
		visit.open("runs");
		visit.page().keyboard().press("Tab");
		visit.page().keyboard().press("Enter");
		assertThat(visit.main()).isFocused();
	}

	private static void tabTo(Visit visit, Locator target) {
		for (int presses = 0; presses < 200 && !isFocused(target); presses++) {
			visit.page().keyboard().press("Tab");
		}
		assertThat(target).isFocused();
	}

	private static boolean isFocused(Locator target) {
		return (Boolean) target.evaluate("(element) => element === document.activeElement");
	}

}
