package io.musubito.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A real server, Tomcat or Netty, with the endpoint over a {@link RecordedGraph}.
 */
final class EndpointServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final String base;

	private EndpointServer(ConfigurableApplicationContext context) {
		this.context = context;
		String managementPort = context.getEnvironment().getProperty("local.management.port");
		this.base = "http://localhost:" + managementPort + "/actuator/musubito";
	}

	static EndpointServer start(WebApplicationType type, String... properties) {
		return start(type, List.of(), properties);
	}

	static EndpointServer start(WebApplicationType type, List<Class<?>> more, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"logging.level.root=warn", "management.endpoints.web.exposure.include=musubito",
				withoutOthers(type) + ",io.musubito.autoconfigure.MusubitoAutoConfiguration"));
		arguments.addAll(List.of(properties));
		List<Class<?>> sources = new ArrayList<>(List.of(Application.class, RecordedGraph.class));
		sources.addAll(more);
		return new EndpointServer(new SpringApplicationBuilder(sources.toArray(Class[]::new)).web(type)
			.properties(arguments.toArray(String[]::new))
			.run());
	}

	/**
	 * The property that leaves out the auto-configurations of this class path that have
	 * nothing to do with endpoints.
	 */
	static String withoutOthers(WebApplicationType type) {
		String others = "spring.autoconfigure.exclude="
				+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
				+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
				+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
		return (type != WebApplicationType.REACTIVE) ? others : others
				+ ",org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration"
				+ ",org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> get(String path) {
		return send(path, (request) -> {
		});
	}

	HttpResponse<String> get(String path, @Nullable String accept) {
		return send(path, (request) -> {
			if (accept != null) {
				request.header("Accept", accept);
			}
		});
	}

	HttpResponse<String> post(String path, String json) {
		return send(path,
				(request) -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	HttpResponse<String> delete(String path) {
		return send(path, HttpRequest.Builder::DELETE);
	}

	HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> customizer) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(Duration.ofSeconds(20));
		customizer.accept(request);
		try {
			// A client, and so a connection, of its own: a server may leave the body of a
			// refused
			// request unread
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
