package io.musubito.page;

import java.nio.file.Path;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody who looks at the page with a window of 1280 × 720, and finds things by what
 * they are and are called.
 */
final class Visit implements AutoCloseable {

	private static final Path PICTURES = Path.of("target/browser");

	private final BrowserContext context;

	private final Page page;

	private final Application application;

	private final Watcher watcher;

	Visit(Browser browser, Application application) {
		this.application = application;
		this.context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 720)
			.setColorScheme(ColorScheme.LIGHT)
			.setLocale("en-GB")
			.setTimezoneId("UTC")
			.setAcceptDownloads(true));
		this.context.setDefaultTimeout(Browsers.PATIENCE);
		this.page = this.context.newPage();
		this.watcher = new Watcher(this.context, this.page, application.address());
	}

	Page page() {
		return this.page;
	}

	Application application() {
		return this.application;
	}

	Watcher watcher() {
		return this.watcher;
	}

	/**
	 * Opens a view and waits until it shows what it is about.
	 * @param view what is behind {@code #/}
	 */
	void open(String view) {
		this.page.navigate(this.application.page() + "#/" + view);
		awaitView();
	}

	/**
	 * Loads the same address once more.
	 */
	void reload() {
		this.page.reload();
		awaitView();
	}

	private void awaitView() {
		assertThat(this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first()).isVisible();
		assertThat(this.page.locator("[aria-busy=true]")).hasCount(0);
		assertThat(this.page.getByText(Pattern.compile("^(Loading|Asking what will happen) …$"))).hasCount(0);
	}

	Visit dark() {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		return this;
	}

	Visit phone() {
		this.page.setViewportSize(390, 844);
		return this;
	}

	Locator main() {
		return this.page.getByRole(AriaRole.MAIN);
	}

	Locator heading(String name) {
		return by(AriaRole.HEADING, name);
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator link(String name) {
		return by(AriaRole.LINK, name);
	}

	Locator tab(String name) {
		return by(AriaRole.TAB, name);
	}

	Locator row(String name) {
		return by(AriaRole.ROW, name);
	}

	Locator dialog() {
		return this.page.getByRole(AriaRole.DIALOG);
	}

	/**
	 * Presses the button of the open dialog that does it.
	 * @param name the name of the button
	 */
	void confirm(String name) {
		dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	/**
	 * Exports what is shown.
	 * @param format as what
	 * @return the file
	 */
	Download export(String format) {
		Locator menu = this.page.locator("details").filter(new Locator.FilterOptions().setHasText("Export"));
		menu.locator("summary").click();
		return this.page.waitForDownload(() -> menu.getByText(format).click());
	}

	/**
	 * Finds what has a role and a name.
	 * @param role the role
	 * @param name a part of the name
	 * @return what is found
	 */
	Locator by(AriaRole role, String name) {
		return this.page.getByRole(role, new Page.GetByRoleOptions().setName(name));
	}

	Locator by(AriaRole role, Pattern name) {
		return this.page.getByRole(role, new Page.GetByRoleOptions().setName(name));
	}

	/**
	 * Whether nothing is beyond the right border of the window.
	 * @return whether the page can't be scrolled sideways
	 */
	boolean fits() {
		return (Boolean) this.page
			.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
	}

	/**
	 * What the view says to somebody who can't see it, without how long ago something
	 * was.
	 * @return roles, names and texts
	 */
	String text() {
		return this.page.locator("body").ariaSnapshot().replaceAll("\\d+ (s|min) ago", "now");
	}

	void keepPicture(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
