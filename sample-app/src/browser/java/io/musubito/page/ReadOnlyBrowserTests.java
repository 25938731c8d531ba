package io.musubito.page;

import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An endpoint that lets nobody write, hides values, and has another name.
 */
@InBrowser
class ReadOnlyBrowserTests {

	private static final Pattern ACTION = Pattern.compile("^(Resume|Re-run|Invalidate|Give result|Resolve)");

	@ParameterizedTest
	@EnumSource
	void offersNoAction(View view, @On(Variant.READ_ONLY) Visit visit, Story story) {
		visit.open(view.address(story));
		assertThat(visit.by(AriaRole.BUTTON, ACTION)).hasCount(0);
		assertThat(visit.by(AriaRole.LINK, ACTION)).hasCount(0);
		assertThat(visit.dialog()).hasCount(0);
	}

	@Test
	void refusesToWrite(@On(Variant.READ_ONLY) Application application, Story story) {
		assertThat(application.act("/runs/" + story.failed(), Map.of("action", "resume")).statusCode()).isEqualTo(405);
		assertThat(application.act("/nodes/" + story.node(story.today(), "draft"), Map.of("action", "invalidate"))
			.statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "artifact", "inputs" })
	void saysThatValuesAreHiddenAndHowToShowThem(String tab, @On(Variant.READ_ONLY) Visit visit, Story story) {
		visit.open(RunBrowserTests.step(story, story.today(), "draft", tab));
		assertThat(visit.page().getByRole(AriaRole.TABPANEL)).containsText("Values are hidden");
		assertThat(visit.page().getByRole(AriaRole.TABPANEL)).containsText("management.endpoint.musubito.show-values");
		assertThat(visit.text()).doesNotContain(Story.QUESTION);
	}

	@Test
	void showsHashesInsteadOfValues(@On(Variant.READ_ONLY) Visit visit, Story story) {
		visit.open(RunBrowserTests.step(story, story.today(), "draft", "artifact"));
		assertThat(visit.page().getByRole(AriaRole.TABPANEL)).containsText(Pattern.compile("Hash [0-9a-f]{16}"));
		visit.tab("Why it ran").click();
		assertThat(visit.page().getByRole(AriaRole.TABPANEL)).containsText(Pattern.compile("[0-9a-f]{12}"));
		assertThat(visit.text()).doesNotContain(Story.EDIT);
	}

}
