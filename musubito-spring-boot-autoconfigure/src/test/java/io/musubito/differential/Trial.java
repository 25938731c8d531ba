package io.musubito.differential;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.Change;
import io.musubito.CodeBoundary;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.StringUtils;

/**
 * One start of a compiled application, in which it is asked everything.
 *
 * @param answers by question
 * @param steps what the store says about the steps, by question
 * @param boundaries what the code of the first step of a question leaves out
 * @param failure why it did not start
 */
record Trial(Map<String, String> answers, Map<String, List<StepView>> steps, Map<String, CodeBoundary> boundaries,
		@Nullable Throwable failure) {

	private static final String APPLICATION = "com.acme.desk.DeskApplication";

	private static final Map<String, String> QUIET = Map.of("org.springframework", "off", "io.musubito", "error");

	private static final String CALLS = "com.acme.desk.Calls";

	/**
	 * Starts with a store.
	 */
	static Trial on(Path store, Path classes, String... properties) {
		return start(classes, StringUtils.addStringToArray(properties, "musubito.store.path=" + store));
	}

	/**
	 * Starts as if the starter were not there.
	 */
	static Trial withoutStore(Path classes) {
		return start(classes, "musubito.mode=off", "musubito.store.path=" + classes.resolve("off.db"));
	}

	private static Trial start(Path classes, String... properties) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				Trial.class.getClassLoader())) {
			thread.setContextClassLoader(loader);
			SpringApplicationBuilder builder = new SpringApplicationBuilder(new DefaultResourceLoader(loader),
					loader.loadClass(APPLICATION), MusubitoAutoConfiguration.class, MusubitoAiAutoConfiguration.class)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.logStartupInfo(false)
				.registerShutdownHook(false)
				.properties("spring.config.location=" + classes.toUri());
			try (ConfigurableApplicationContext context = builder.run(arguments(properties))) {
				return ask(context, (Answers.Calls) loader.loadClass(CALLS).getConstructor().newInstance());
			}
		}
		catch (Exception | LinkageError ex) {
			return new Trial(Map.of(), Map.of(), Map.of(), ex);
		}
		finally {
			thread.setContextClassLoader(before);
			// Levels belong to the process, and other tests look at what is logged
			LoggingSystem logging = LoggingSystem.get(Trial.class.getClassLoader());
			QUIET.keySet().forEach((logger) -> logging.setLogLevel(logger, null));
		}
	}

	private static String[] arguments(String... properties) {
		// Changes that keep it from starting are no news, and neither is what isn't seen
		List<String> arguments = new ArrayList<>();
		QUIET.forEach((logger, level) -> arguments.add("--logging.level." + logger + "=" + level));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return arguments.toArray(String[]::new);
	}

	private static Trial ask(ConfigurableApplicationContext context, Answers.Calls calls) {
		Answers answers = new Answers(context.getBean(Musubito.class));
		calls.call(context, answers);
		Map<String, List<StepView>> steps = new LinkedHashMap<>();
		Map<String, CodeBoundary> boundaries = new LinkedHashMap<>();
		MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		for (RunView run : runs.recent(answers.all().size())) {
			runs.find(run.runId()).ifPresent((found) -> steps.put(found.pipeline(), found.steps()));
		}
		steps.forEach((question, called) -> lineage.code(called.get(0).nodeId())
			.ifPresent((code) -> boundaries.put(question, code.boundary())));
		return new Trial(answers.all(), steps, boundaries, null);
	}

	boolean started() {
		return this.failure == null;
	}

	/**
	 * The components that the explanations of a question name.
	 */
	List<String> changes(String question) {
		return this.steps.getOrDefault(question, List.of())
			.stream()
			.filter((step) -> step.why() != null)
			.flatMap((step) -> step.why().changes().stream())
			.map(Change::component)
			.toList();
	}

	/**
	 * The steps that were executed. Those that failed are no results that could be
	 * replayed.
	 */
	List<StepView> executed() {
		return this.steps.values().stream().flatMap(List::stream).filter(Trial::isExecuted).toList();
	}

	static boolean isExecuted(StepView step) {
		return step.outcome() == StepOutcome.EXECUTED;
	}

	int calls() {
		return this.steps.values().stream().mapToInt(List::size).sum();
	}

	String whyNot() {
		return (this.failure == null) ? "started"
				: this.failure + " / " + NestedExceptionUtils.getMostSpecificCause(this.failure);
	}

}
