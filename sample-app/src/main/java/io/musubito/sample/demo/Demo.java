package io.musubito.sample.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import io.musubito.sample.standin.StandInInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The same question four times: cold, warm, with one prompt changed, and once more in a
 * second process.
 */
public final class Demo {

	private static final String ASKED_FOR = "--demo";

	private static final String WITH_PAGE = "--page";

	private static final String AFTER_RESTART = "--demo-after-restart";

	private static final List<String> OWN = List.of(ASKED_FOR, WITH_PAGE, AFTER_RESTART);

	private static final String STAND_IN = "sample.stand-in.address";

	private final Class<?> application;

	private final List<String> arguments;

	private final PrintStream out;

	private Demo(Class<?> application, List<String> arguments, PrintStream out) {
		this.application = application;
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Whether the demo is asked for.
	 * @param arguments the arguments of the program
	 * @return whether {@code --demo} or {@code --page} is among them
	 */
	public static boolean isAskedFor(String[] arguments) {
		return !Collections.disjoint(List.of(arguments), OWN);
	}

	/**
	 * Whether the application is to go on after the demo.
	 * @param arguments the arguments of the program
	 * @return whether {@code --page} is among them
	 */
	public static boolean goesOn(String[] arguments) {
		return List.of(arguments).contains(WITH_PAGE);
	}

	/**
	 * Runs the demo and prints it to the console.
	 * @param application the class of the application
	 * @param arguments the arguments of the program; those that are not for the demo are
	 * passed on to the application
	 * @return the exit code: 0, or 1 when something was not as the demo says
	 */
	public static int run(Class<?> application, String[] arguments) {
		List<String> others = Arrays.stream(arguments).filter((argument) -> !OWN.contains(argument)).toList();
		Demo demo = new Demo(application, others, System.out);
		try {
			if (List.of(arguments).contains(AFTER_RESTART)) {
				demo.afterRestart();
			}
			else {
				DemoFiles files = demo.start();
				if (goesOn(arguments)) {
					new DemoPage(application, files.addTo(others), System.out).open();
				}
			}
			return 0;
		}
		catch (UnmetExpectationException ex) {
			System.err.println(ex.getMessage());
		}
		catch (IOException ex) {
			System.err.println("The demo could not write its files or start its second process: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			System.err.println("The demo failed: " + ex);
			System.err.println("The cause is: " + NestedExceptionUtils.getMostSpecificCause(ex));
		}
		return 1;
	}

	private DemoFiles start() throws IOException, InterruptedException {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(this.arguments.toArray(String[]::new)));
		if (!StandInInitializer.isNeeded(environment)) {
			this.out.println("The model is a real one, because a key is set. The demo makes 3 small requests to it.");
			return fourRuns(null);
		}
		try (StandIn standIn = StandIn.start(Latency.of(environment))) {
			this.out.println("The model is a stand-in, because OPENAI_API_KEY is not set: a server at "
					+ standIn.address() + " that speaks");
			this.out.println("OpenAI's protocol, answers with excerpts of the prompt and counts its requests.");
			return fourRuns(standIn);
		}
	}

	private DemoFiles fourRuns(@Nullable StandIn standIn) throws IOException, InterruptedException {
		DemoFiles files = DemoFiles.create();
		List<String> all = files.addTo(this.arguments);
		if (standIn != null) {
			all.add("--" + STAND_IN + "=" + standIn.address());
		}
		this.out.println();
		this.out.println("Question: " + DemoRun.QUESTION);
		try (ConfigurableApplicationContext context = open(all)) {
			printAnswer(show(context, "1. Cold: nothing is stored yet", Expectation.COLD));
			show(context, "2. Warm: the same question again", Expectation.REPLAYED);
		}
		files.changeDraftPrompt();
		try (ConfigurableApplicationContext context = open(all)) {
			printAnswer(show(context, "3. One prompt changed: draft.st says \"" + DemoFiles.AFTER + "\" in place of \""
					+ DemoFiles.BEFORE + "\"", Expectation.DRAFT_CHANGED));
		}
		ModelUse before = (standIn != null) ? standIn.use() : ModelUse.NONE;
		all.add(AFTER_RESTART);
		if (SecondProcess.run(this.application, all) != 0) {
			throw new UnmetExpectationException("the second process to succeed", "it did not, see above");
		}
		if (standIn != null && !standIn.use().equals(before)) {
			throw new UnmetExpectationException("no model requests by the second process",
					"there were " + standIn.use().since(before).requests());
		}
		this.out.println();
		this.out.println("The store and the prompts are in " + files.directory() + ".");
		return files;
	}

	private void afterRestart() {
		try (ConfigurableApplicationContext context = open(this.arguments)) {
			show(context, "4. After a restart: nothing has changed for process " + ProcessHandle.current().pid(),
					Expectation.REPLAYED);
		}
	}

	private ConfigurableApplicationContext open(List<String> applicationArguments) {
		return new SpringApplicationBuilder(this.application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=warn")
			.run(applicationArguments.toArray(String[]::new));
	}

	private DemoRun show(ConfigurableApplicationContext context, String title, Expectation expectation) {
		String address = context.getEnvironment().getProperty(STAND_IN);
		ModelMeter meter = (address != null) ? ModelMeter.ofStandIn(URI.create(address))
				: ModelMeter.ofSpringAi(context.getBean(MeterRegistry.class));
		DemoRun run = DemoRun.of(context, meter);
		this.out.println();
		this.out.println(title);
		this.out.println();
		new RunTable(this.out).print(run);
		expectation.check(run);
		return run;
	}

	private void printAnswer(DemoRun run) {
		this.out.println();
		this.out.println("   Answer: " + run.answer().text());
	}

}
