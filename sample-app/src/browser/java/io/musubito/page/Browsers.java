package io.musubito.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.awaitility.Awaitility;

/**
 * Finds and starts the Chromium of this machine, once for all tests.
 */
final class Browsers implements AutoCloseable {

	static final String REMEDY = "There is no Chromium for the tests of the page. Install Debian's (apt-get install "
			+ "chromium), or say where one is: -Dmusubito.browser=/path/to/chromium, or the environment variable "
			+ "MUSUBITO_BROWSER.";

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

	private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--disable-dev-shm-usage");

	/** How many milliseconds something may take on a busy machine. */
	static final int PATIENCE = 30_000;

	private final Playwright playwright;

	private final Browser browser;

	Browsers() {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		Awaitility.setDefaultTimeout(Duration.ofMillis(PATIENCE));
		Path executable = find().orElseThrow(() -> new IllegalStateException(REMEDY));
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setHeadless(true).setArgs(ARGUMENTS));
	}

	Browser browser() {
		return this.browser;
	}

	/**
	 * Finds the browser.
	 * @return its executable, if there is one
	 */
	static Optional<Path> find() {
		String given = System.getProperty("musubito.browser", System.getenv("MUSUBITO_BROWSER"));
		Stream<Path> candidates = (given != null) ? Stream.of(Path.of(given))
				: Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
					.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)));
		return candidates.filter(Files::isExecutable).findFirst();
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
