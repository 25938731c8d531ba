package io.musubito.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the documents, taken again when {@code musubito.screenshots} is
 * {@code true}; else they go where they disturb nobody.
 */
@InBrowser
class PictureBrowserTests {

	private static final Path DIRECTORY = Boolean.getBoolean("musubito.screenshots") ? Path.of("../docs/images")
			: Path.of("target/browser/images");

	@ParameterizedTest
	@EnumSource
	void isTaken(Picture picture, Visit visit, Story story) throws IOException {
		picture.visitor.apply(visit).open(picture.view.address(story));
		Files.createDirectories(DIRECTORY);
		Path file = DIRECTORY.resolve(picture.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png");
		visit.page()
			.screenshot(new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
		assertThat(Files.size(file)).isLessThan(250_000);
	}

	/**
	 * What is shown, to whom.
	 */
	enum Picture {

		RUNS(View.RUNS),

		RUN(View.RUN_WHY),

		RUN_DARK(View.RUN_WHY, Visit::dark),

		RUN_PHONE(View.RUN_WHY, Visit::phone),

		RUN_ARTIFACT(View.RUN_ARTIFACT),

		RUN_FAILED(View.RUN_FAILED),

		RESUME(View.DIALOG_RESUME),

		PLAN(View.PLAN),

		COMPARE(View.COMPARE),

		GRAPH(View.GRAPH),

		METRICS(View.METRICS);

		private final View view;

		private final Function<Visit, Visit> visitor;

		Picture(View view) {
			this(view, Function.identity());
		}

		Picture(View view, Function<Visit, Visit> visitor) {
			this.view = view;
			this.visitor = visitor;
		}

	}

}
