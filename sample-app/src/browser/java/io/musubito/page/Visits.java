package io.musubito.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.microsoft.playwright.Browser;

/**
 * The visits of one test.
 */
final class Visits {

	private final Supplier<Browser> browser;

	private final List<Visit> all = new ArrayList<>();

	Visits(Supplier<Browser> browser) {
		this.browser = browser;
	}

	/**
	 * Begins one.
	 * @param application what is visited
	 * @return a browser without cookies and storage
	 */
	Visit to(Application application) {
		Visit visit = new Visit(this.browser.get(), application);
		this.all.add(visit);
		return visit;
	}

	List<Visit> all() {
		return this.all;
	}

}
