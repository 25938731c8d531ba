package io.musubito.page;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page is there, whatever serves it.
 */
@InBrowser
class SmokeBrowserTests {

	@Test
	void theRootLeadsABrowserToThePage(Visit visit) {
		visit.page().navigate(visit.application().endpoint());
		visit.page().waitForURL("**/ui/index.html*");
		assertThat(visit.page().title()).startsWith("Musubito");
	}

	@Test
	void onMvc(Visit visit) {
		visit.open("");
	}

	@Test
	void onWebFlux(@On(Variant.WEBFLUX) Visit visit) {
		visit.open("");
	}

	@Test
	void onAPortOfItsOwn(@On(Variant.MANAGEMENT_PORT) Visit visit) {
		visit.open("");
	}

	@Test
	void withAnotherNameAndNothingToDo(@On(Variant.READ_ONLY) Visit visit) {
		visit.open("");
	}

}
