package io.musubito.sample;

import io.musubito.sample.demo.Demo;
import io.musubito.sample.plan.LatestPlans;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The sample application. With {@code --demo} it runs the demo and ends, with
 * {@code --page} it goes on with the page that shows it, with {@code --plan} it says what
 * the latest runs would do now and ends, else it serves {@code POST /answers},
 * {@code POST /answers/quick} and {@code POST /reviews}.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the application, the demo, or prints plans.
	 * @param arguments the arguments of Spring Boot, {@code --demo}, {@code --page} or
	 * {@code --plan}
	 */
	public static void main(String[] arguments) {
		if (Demo.isAskedFor(arguments)) {
			int exitCode = Demo.run(SampleApplication.class, arguments);
			if (exitCode != 0 || !Demo.goesOn(arguments)) {
				System.exit(exitCode);
			}
			return;
		}
		if (LatestPlans.isAskedFor(arguments)) {
			System.exit(LatestPlans.print(SampleApplication.class, arguments, System.out));
		}
		SpringApplication.run(SampleApplication.class, arguments);
	}

}
