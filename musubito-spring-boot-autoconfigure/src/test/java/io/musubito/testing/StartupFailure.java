package io.musubito.testing;

import java.util.List;
import java.util.Objects;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot tells the user about an application that did not start.
 */
public final class StartupFailure {

	private StartupFailure() {
	}

	/**
	 * Analyses the failure by the analysers that Spring Boot would ask.
	 * @param context the context, which must have failed
	 * @return what and why
	 */
	public static String description(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		List<FailureAnalysis> analyses = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (factoryType, factoryName, ex) -> {
				// Boot's own that want arguments
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.toList();
		assertThat(analyses).singleElement()
			.extracting(FailureAnalysis::getAction)
			.asString()
			.contains("musubito.enabled=false");
		return analyses.get(0).getDescription();
	}

}
