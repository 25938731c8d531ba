package io.musubito.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Steps that ask a server outside of the processes, which counts what it is asked.
 */
class FuzzSteps {

	static final String URL = "fuzz.url";

	@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
	String ask(String key) {
		return send(key);
	}

	@MusubitoStep(name = "sum")
	String sum(String key, String one, String other) {
		return send(key);
	}

	@MusubitoStep(name = "tell", type = StepType.EXTERNAL_EFFECT)
	String tell(String key) {
		return send(key);
	}

	private static String send(String key) {
		try {
			URI uri = URI.create(System.getProperty(URL) + "?" + URLEncoder.encode(key, StandardCharsets.UTF_8));
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
			return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		FuzzSteps steps() {
			return new FuzzSteps();
		}

	}

}
