package io.musubito.page;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds for each view.
 */
@InBrowser
class ViewBrowserTests {

	@ParameterizedTest
	@EnumSource
	void hasNoViolationInEitherScheme(View view, Visit visit, Story story) {
		visit.open(view.address(story));
		assertThat(violations(visit)).as("light").isEmpty();
		visit.dark();
		assertThat(violations(visit)).as("dark").isEmpty();
		visit.phone();
		assertThat(violations(visit)).as("dark, on a phone").isEmpty();
	}

	static List<String> violations(Visit visit) {
		return new AxeBuilder(visit.page()).analyze()
			.getViolations()
			.stream()
			.flatMap((rule) -> rule.getNodes()
				.stream()
				.map((node) -> describe(rule) + " at " + node.getHtml() + " " + node.getFailureSummary()))
			.toList();
	}

	private static String describe(Rule rule) {
		return rule.getId() + " (" + rule.getHelp() + ")";
	}

	@ParameterizedTest
	@EnumSource
	void isTheSameWhenItIsLoadedAgainAndFitsOnAPhone(View view, Visit visit, Story story) {
		visit.open(view.address(story));
		String before = settled(visit);
		assertThat(visit.fits()).as("1280 pixels are enough").isTrue();
		visit.reload();
		await().untilAsserted(() -> assertThat(visit.text()).isEqualTo(before));
		assertThat(visit.page().url()).endsWith("#/" + view.address(story));
		visit.phone();
		assertThat(visit.fits()).as("390 pixels are enough").isTrue();
		visit.reload();
		assertThat(visit.fits()).as("390 pixels are enough, from the start").isTrue();
	}

	// Graphs and lists come after the view: what it shows is known when it stays the same
	private static String settled(Visit visit) {
		visit.page().waitForLoadState(LoadState.NETWORKIDLE);
		AtomicReference<String> last = new AtomicReference<>("");
		await().pollInterval(Duration.ofMillis(400)).until(() -> visit.text().equals(last.getAndSet(visit.text())));
		return last.get();
	}

}
