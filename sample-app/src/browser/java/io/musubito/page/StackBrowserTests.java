package io.musubito.page;

import java.util.Map;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page works whatever serves it.
 */
@InBrowser
class StackBrowserTests {

	@ParameterizedTest
	@EnumSource(names = { "STORY", "READ_ONLY", "WEBFLUX", "MANAGEMENT_PORT" })
	void theRootLeadsABrowserToThePage(Variant variant, Applications applications, Visits visits) {
		Visit visit = visits.to(applications.get(variant));
		visit.page().navigate(visit.application().endpoint());
		visit.page().waitForURL("**/ui/index.html#/runs");
		assertThat(visit.heading("Runs")).isVisible();
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBFLUX", "MANAGEMENT_PORT" })
	void showsRunsStepsGraphAndMetricsAndActs(Variant variant, Applications applications, Visits visits, Story story) {
		Visit visit = visits.to(applications.get(variant));
		visit.open("runs");
		visit.row(Story.shown(story.today())).getByRole(AriaRole.LINK).first().click();
		visit.by(AriaRole.TREEITEM, "draft").click();
		assertThat(RunBrowserTests.panel(visit, "draft")).containsText("draft ran again because");
		visit.tab("Artifact").click();
		assertThat(visit.by(AriaRole.TABPANEL, "Artifact")).containsText("\"text\"");
		visit.link("Graph").click();
		assertThat(visit.by(AriaRole.REGION, "Found steps")).isVisible();
		visit.link("Metrics").click();
		assertThat(visit.by(AriaRole.REGION, "Dearest steps")).containsText("investigate");
		resume(visit, story);
	}

	@Test
	void isReallyOnWebFlux(@On(Variant.WEBFLUX) Application application) {
		assertThat(application.log()).contains("Netty started on port").doesNotContain("Tomcat");
	}

	@Test
	void isReallyOnAPortOfItsOwn(@On(Variant.MANAGEMENT_PORT) Application application) {
		assertThat(application.endpoint()).doesNotStartWith(application.address()).contains("/internal/manage/");
	}

	@Test
	void asksForALoginAndProtectsAgainstForgedRequests(@On(Variant.SECURED) Visit visit, Story story) {
		assertThat(visit.application().act("/runs/" + story.failed(), Map.of("action", "resume")).statusCode())
			.isIn(401, 403);
		visit.page().navigate(visit.application().endpoint());
		visit.by(AriaRole.TEXTBOX, "Username").fill("ada");
		visit.by(AriaRole.TEXTBOX, "Password").fill("secret");
		visit.button("Sign in").click();
		assertThat(visit.heading("Runs")).isVisible();
		assertThat(visit.by(AriaRole.BANNER, "")).containsText("ada");
		visit.open(RunBrowserTests.step(story, story.today(), "draft", "artifact"));
		assertThat(visit.by(AriaRole.TABPANEL, "Artifact")).containsText("\"text\"");
		resume(visit, story);
	}

	private static void resume(Visit visit, Story story) {
		String failed = story.mayBeResumed();
		visit.open("runs/" + failed);
		visit.button("Resume").click();
		assertThat(visit.dialog()).containsText("1 step runs");
		visit.confirm("Resume");
		String resumed = ActionBrowserTests.newRun(visit, failed);
		await().untilAsserted(
				() -> assertThat(RunBrowserTests.outcomes(story, resumed)).hasSize(9).contains("gate EXECUTED"));
	}

}
