package io.musubito.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The layout of graphs, on graphs that are drawn at random.
 */
@InBrowser
class LayoutBrowserTests {

	private static final String CHECK = """
			async () => {
				const { checkLayout } = await import(new URL('js/graph/layout-properties.js', document.baseURI).href);
				return Array.from({ length: 200 }, (none, seed) => checkLayout(seed)).flat();
			}""";

	@Test
	void edgesGoRightNodesStandApartAndTheSameGraphLooksTheSame(Visit visit) throws IOException {
		String properties = new ClassPathResource("layout-properties.js").getContentAsString(StandardCharsets.UTF_8);
		visit.page()
			.route("**/js/graph/layout-properties.js", (route) -> route
				.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setBody(properties)));
		visit.open("runs");
		assertThat(visit.page().evaluate(CHECK)).asList().isEmpty();
	}

}
