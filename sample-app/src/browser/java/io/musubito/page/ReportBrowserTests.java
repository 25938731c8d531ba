package io.musubito.page;

import java.io.IOException;
import java.nio.file.Path;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report of a run is one file.
 */
@InBrowser
class ReportBrowserTests {

	@Test
	void isExportedFromThePageAndOpensWithoutAServer(Visit visit, Story story, @TempDir Path directory) {
		visit.open("runs/" + story.today());
		Download download = visit.export("Report (HTML)");
		Path report = directory.resolve("report.html");
		download.saveAs(report);
		visit.page().context().setOffline(true);
		visit.page().navigate(report.toUri().toString());
		assertThat(visit.page().getByRole(AriaRole.HEADING).first()).containsText("answer");
		assertThat(visit.page().locator("body")).containsText("draft.st");
		assertThat(visit.page().locator("body")).containsText(Story.QUESTION);
		assertThat(visit.page().locator("script")).hasCount(0);
		assertThat(visit.fits()).as("1280 pixels are enough").isTrue();
		assertThat(ViewBrowserTests.violations(visit)).as("light").isEmpty();
		visit.dark();
		assertThat(ViewBrowserTests.violations(visit)).as("dark").isEmpty();
		visit.phone();
		assertThat(visit.fits()).as("390 pixels are enough").isTrue();
	}

	@Test
	void hasNoValuesWhereTheyAreHidden(@On(Variant.READ_ONLY) Application application, Story story) throws IOException {
		String report = application.read("/runs/" + story.today() + "/report");
		assertThat(report).contains("draft").doesNotContain(Story.EDIT, Story.QUESTION);
	}

}
