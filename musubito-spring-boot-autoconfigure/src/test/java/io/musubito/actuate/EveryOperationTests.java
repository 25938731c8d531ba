package io.musubito.actuate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may call the operations of the endpoint: all that there are, by its own mapping.
 */
@Tag("slow")
@Timeout(120)
class EveryOperationTests {

	@TempDir
	Path directory;

	private static List<WebOperation> operations(EngineServer server) {
		return server.bean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(EndpointId.of("musubito")))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.toList();
	}

	private static int status(EngineServer server, WebOperation operation, String user) {
		String method = operation.getRequestPredicate().getHttpMethod().name();
		String path = operation.getRequestPredicate()
			.getPath()
			.replaceFirst("^musubito", "")
			.replaceAll("\\{\\*?\\w+}", "nodes/" + "0".repeat(64));
		String json = method.equals("POST") ? "{\"action\": \"invalidate\"}" : null;
		return server.send(method, path, user, json, (request) -> {
		}).statusCode();
	}

	@Test
	void withTheDocumentedChainOperatorsOnlyMayCallAny() {
		try (EngineServer server = EngineServer.start(this.directory,
				List.of(EndpointSecurityTests.Users.class, EndpointSecurity.class))) {
			assertThat(operations(server)).hasSize(5).allSatisfy((operation) -> {
				assertThat(status(server, operation, null)).as("nobody, %s", operation).isEqualTo(401);
				assertThat(status(server, operation, "bob")).as("a reader, %s", operation).isEqualTo(403);
				assertThat(status(server, operation, "ada")).as("an operator, %s", operation).isIn(200, 400, 404);
			});
		}
	}

	@Test
	void withTheDefaultsUsersReadAndNobodyWritesWithoutAToken() {
		try (EngineServer server = EngineServer.start(this.directory, List.of(EndpointSecurityTests.Users.class))) {
			assertThat(operations(server)).hasSize(5).allSatisfy((operation) -> {
				boolean reads = operation.getRequestPredicate().getHttpMethod().name().equals("GET");
				assertThat(status(server, operation, null)).as("nobody, %s", operation).isIn(302, 401, 403);
				for (String user : List.of("bob", "ada")) {
					int status = status(server, operation, user);
					assertThat(reads ? Set.of(200, 404) : Set.of(403)).as("%s, %s", user, operation).contains(status);
				}
			});
		}
	}

	@Test
	void readOnlyAccessLeavesNoOperationThatWrites() {
		try (EngineServer server = EngineServer.start(this.directory,
				List.of(EndpointSecurityTests.Users.class, EndpointSecurity.class),
				"management.endpoint.musubito.access=read-only")) {
			assertThat(operations(server)).hasSize(2)
				.allSatisfy((operation) -> assertThat(operation.getRequestPredicate().getHttpMethod().name())
					.isEqualTo("GET"));
			for (String method : List.of("POST", "DELETE", "PUT", "PATCH")) {
				assertThat(server.send(method, "/nodes/x", "ada", "{\"action\": \"erase\"}", (request) -> {
				}).statusCode()).isIn(404, 405);
			}
		}
	}

	@Test
	void overJmxThereIsNone() throws Exception {
		try (EngineServer server = EngineServer.start(this.directory, List.of(), "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=*")) {
			MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
			assertThat(beans.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,*"), null)).isNotEmpty()
				.noneMatch((name) -> name.toString().toLowerCase(Locale.ROOT).contains("musubito"));
			assertThat(operations(server)).isNotEmpty();
		}
	}

}
