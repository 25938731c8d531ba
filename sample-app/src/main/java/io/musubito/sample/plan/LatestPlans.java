package io.musubito.sample.plan;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

import io.musubito.MusubitoRuns;
import io.musubito.RunNotResumableException;
import io.musubito.RunView;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prints what the latest run of each pipeline would do if it were started again now,
 * without asking the model anything.
 */
public final class LatestPlans {

	private static final String ASKED_FOR = "--plan";

	private static final List<String> PIPELINES = List.of("answer", "review");

	private LatestPlans() {
	}

	/**
	 * Whether plans are asked for.
	 * @param arguments the arguments of the program
	 * @return whether {@code --plan} is among them
	 */
	public static boolean isAskedFor(String[] arguments) {
		return List.of(arguments).contains(ASKED_FOR);
	}

	/**
	 * Prints the plans.
	 * @param application the class of the application
	 * @param arguments the arguments of the program; all but {@code --plan} are passed on
	 * @param out where to
	 * @return the exit code: 0, or 1 when there is no run to plan
	 */
	public static int print(Class<?> application, String[] arguments, PrintStream out) {
		String[] others = Arrays.stream(arguments)
			.filter((argument) -> !argument.equals(ASKED_FOR))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=warn")
			.run(others)) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			List<RunView> latest = PIPELINES.stream().flatMap((name) -> runs.recent(1, name).stream()).toList();
			if (latest.isEmpty()) {
				out.println("Nothing has run yet: ask the sample a question first, then plan it.");
			}
			latest.forEach((run) -> print(runs, run, out));
			return latest.isEmpty() ? 1 : 0;
		}
	}

	private static void print(MusubitoRuns runs, RunView run, PrintStream out) {
		out.println();
		try {
			out.println(runs.plan(run.runId()));
		}
		catch (RunNotResumableException ex) {
			out.println(ex.getMessage());
		}
	}

}
