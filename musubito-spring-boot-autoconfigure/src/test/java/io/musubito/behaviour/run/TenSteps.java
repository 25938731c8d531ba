package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.List;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunView;
import io.musubito.testing.Engine;
import io.musubito.testing.ModelStandIn;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An application with a pipeline of ten steps, each of which asks the model, as a process
 * of its own. It runs the pipeline, or resumes the run that is given.
 */
public final class TenSteps {

	static final String PIPELINE = "ten-steps";

	static final String MODEL = "model.url";

	private TenSteps() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = start(Path.of(args[0]), args[1])) {
			if (args.length == 2) {
				context.getBean(Walk.class).walk("the moon", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
				return;
			}
			RunView resumed = context.getBean(MusubitoRuns.class).resume(args[2]);
			System.out.println("resumed by " + resumed.runId() + " " + resumed.status());
		}
	}

	static ConfigurableApplicationContext start(Path directory, String model) {
		return Engine.in(directory).start(Application.class, MODEL + "=" + model);
	}

	static class Step {

		private final String model;

		Step(String model) {
			this.model = model;
		}

		@MusubitoStep(name = "step")
		String take(int number, String before) {
			return number + ": " + ModelStandIn.ask(this.model, Integer.toString(number));
		}

	}

	static class Walk {

		private final Step step;

		Walk(Step step) {
			this.step = step;
		}

		@MusubitoPipeline(PIPELINE)
		String walk(String to, List<Integer> numbers) {
			String at = to;
			for (int number : numbers) {
				at = this.step.take(number, at);
			}
			return at;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Step step(Environment environment) {
			return new Step(environment.getRequiredProperty(MODEL));
		}

		@Bean
		Walk walk(Step step) {
			return new Walk(step);
		}

	}

}
