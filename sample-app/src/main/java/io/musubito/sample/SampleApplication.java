package io.musubito.sample;

import io.musubito.sample.demo.Demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The sample application. With {@code --demo} it runs the demo and ends, else it serves
 * {@code POST /answers}, {@code POST /answers/quick} and {@code POST /reviews}.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the application or the demo.
	 * @param arguments the arguments of Spring Boot, or {@code --demo}
	 */
	public static void main(String[] arguments) {
		if (Demo.isAskedFor(arguments)) {
			System.exit(Demo.run(SampleApplication.class, arguments));
		}
		SpringApplication.run(SampleApplication.class, arguments);
	}

}
