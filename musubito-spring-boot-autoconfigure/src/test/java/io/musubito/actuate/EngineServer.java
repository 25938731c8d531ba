package io.musubito.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import io.musubito.testing.CanaryApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A real server with the endpoint, over a store that a real application writes.
 */
final class EngineServer implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private EngineServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static EngineServer start(Path directory, List<Class<?>> more, String... properties) {
		try {
			Files.writeString(directory.resolve("prompt.st"), CanaryApplication.PROMPT);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		List<String> all = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"logging.level.root=warn", "management.endpoints.web.exposure.include=musubito",
				EndpointServer.withoutOthers(WebApplicationType.SERVLET),
				"musubito.store.path=" + directory.resolve("store").resolve("musubito.db"),
				"tone=" + CanaryApplication.TONE, "prompt=file:" + directory.resolve("prompt.st")));
		all.addAll(List.of(properties));
		List<Class<?>> sources = new ArrayList<>(List.of(EndpointServer.Application.class, CanaryApplication.class));
		sources.addAll(more);
		return new EngineServer(
				new SpringApplicationBuilder(sources.toArray(Class[]::new)).web(WebApplicationType.SERVLET)
					.properties(all.toArray(String[]::new))
					.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Sends a request.
	 * @param method the method
	 * @param path what follows the address of the endpoint
	 * @param user who sends it, with the password {@code secret}; {@code null} for nobody
	 * @param json the body; {@code null} for none
	 */
	HttpResponse<String> send(String method, String path, @Nullable String user, @Nullable String json,
			Consumer<HttpRequest.Builder> more) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port + "/actuator/musubito" + path))
			.timeout(Duration.ofSeconds(30))
			.method(method,
					(json != null) ? HttpRequest.BodyPublishers.ofString(json) : HttpRequest.BodyPublishers.noBody());
		if (json != null) {
			request.header("Content-Type", "application/json");
		}
		if (user != null) {
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8)));
		}
		more.accept(request);
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, null, null, (request) -> {
		});
	}

	@Override
	public void close() {
		this.context.close();
	}

}
