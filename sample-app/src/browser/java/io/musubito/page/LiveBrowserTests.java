package io.musubito.page;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A run that is going on fills in by itself.
 */
@InBrowser
class LiveBrowserTests {

	@Test
	void showsHowManyItemsOfAFanOutAreDoneAndThenTheEnd(Visit visit, Story story) {
		Application application = story.application();
		application.post("/surveys?topic=before&items=6", "");
		CompletableFuture<HttpResponse<String>> answer = application.begin("/surveys?topic=now&items=6&held=true", "");
		String run = await().until(() -> latestRunning(application), (found) -> !found.isEmpty());
		letGo(application, 2);
		visit.open("runs/" + run);
		Locator progress = visit.by(AriaRole.REGION, "Progress");
		assertThat(progress).containsText("2 of 6 items");
		assertThat(progress).containsText(Pattern.compile("\\d of about 8 steps"));
		assertThat(progress).containsText("Running now: opinion");
		assertThat(visit.main()).containsText("Running");
		assertThat(visit.button("Resume")).hasCount(0);
		letGo(application, 2);
		assertThat(progress).containsText("4 of 6 items");
		letGo(application, 2);
		assertThat(answer.join().statusCode()).isEqualTo(200);
		assertThat(progress).hasCount(0);
		assertThat(visit.main()).containsText("Complete");
		assertThat(visit.by(AriaRole.TREEITEM, "count")).isVisible();
		assertThat(visit.button("Resume")).hasCount(0);
	}

	private static String latestRunning(Application application) {
		var run = Story.latest(application, "survey");
		return run.required("status").asString().equals("RUNNING") ? run.required("runId").asString() : "";
	}

	private static void letGo(Application application, int items) {
		assertThat(application.post("/surveys/held?items=" + items, "").statusCode()).isEqualTo(200);
	}

}
