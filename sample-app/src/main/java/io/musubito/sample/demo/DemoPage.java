package io.musubito.sample.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.musubito.sample.review.ReviewPipeline;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on the files of a demo, with two reviews more, of which one has failed:
 * something to look at in the page.
 */
final class DemoPage {

	private static final String OUT_OF_ORDER = "--sample.review.fail-at-gate=true";

	private final Class<?> application;

	private final List<String> arguments;

	private final PrintStream out;

	DemoPage(Class<?> application, List<String> arguments, PrintStream out) {
		this.application = application;
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Starts the application, which goes on when this returns.
	 */
	void open() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.NONE, OUT_OF_ORDER)) {
			review(context, "report-export");
		}
		ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, "--server.address=localhost",
				"--management.endpoint.musubito.show-values=always");
		review(context, "customer-search");
		this.out.println("Look at it in a browser: http://localhost:"
				+ context.getEnvironment().getProperty("local.server.port") + "/actuator/musubito");
		this.out.println("One review has failed there, because its last step was out of order: resume it.");
		this.out.println("Ctrl+C ends the application.");
	}

	private void review(ConfigurableApplicationContext context, String diff) {
		try {
			context.getBean(ReviewPipeline.class).review(diff);
		}
		catch (IllegalStateException ex) {
			this.out.println();
			this.out.println("A review has failed: " + ex.getMessage());
		}
	}

	private ConfigurableApplicationContext start(WebApplicationType type, String... more) {
		List<String> all = new ArrayList<>(this.arguments);
		all.addAll(Arrays.asList(more));
		return new SpringApplicationBuilder(this.application).web(type)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=error")
			.run(all.toArray(String[]::new));
	}

}
