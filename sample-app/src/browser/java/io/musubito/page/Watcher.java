package io.musubito.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notes what a page must not do: run what it shows, ask another host, break the policy,
 * or report an error.
 */
final class Watcher {

	/** What hostile texts call to show that they ran. */
	static final String RAN = "window.__ran=(window.__ran||0)+1";

	private static final String NOTE_POLICY = """
			window.__ran = 0;
			window.__policy = [];
			addEventListener('securitypolicyviolation',
					(event) => window.__policy.push(event.violatedDirective + ' ' + event.blockedURI));
			""";

	private final Page page;

	private final String host;

	private final List<String> notes = new ArrayList<>();

	private final List<Pattern> expected = new ArrayList<>();

	Watcher(BrowserContext context, Page page, String address) {
		this.page = page;
		this.host = URI.create(address).getHost();
		context.addInitScript(NOTE_POLICY);
		context.onRequest(this::note);
		page.onDialog((dialog) -> {
			this.notes.add("dialog: " + dialog.message());
			dialog.dismiss();
		});
		page.onPopup((popup) -> this.notes.add("window: " + popup.url()));
		page.onPageError((error) -> this.notes.add("error: " + error));
		page.onConsoleMessage((message) -> {
			if (List.of("error", "warning").contains(message.type())) {
				this.notes.add("console: " + message.text() + " at " + message.location());
			}
		});
	}

	private void note(Request request) {
		URI address = URI.create(request.url().split("[#?]")[0]);
		if (List.of("http", "https", "ws").contains(address.getScheme()) && !this.host.equals(address.getHost())) {
			this.notes.add("request: " + request.url());
		}
	}

	/**
	 * Lets something pass that the test provokes.
	 * @param pattern what the note contains
	 */
	void expect(String pattern) {
		this.expected.add(Pattern.compile(pattern));
	}

	void assertNothingRan() {
		assertThat(this.page.evaluate("[window.__ran, ...window.__policy].join()")).as("ran, or broke the policy")
			.isEqualTo("0");
		assertThat(this.notes).as("what the browser told of %s", this.page.url())
			.filteredOn((note) -> this.expected.stream().noneMatch((pattern) -> pattern.matcher(note).find()))
			.isEmpty();
	}

}
