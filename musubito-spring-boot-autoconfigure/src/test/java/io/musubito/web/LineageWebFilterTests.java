package io.musubito.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.musubito.RunStatus;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineageWebFilter} in a real Netty.
 */
class LineageWebFilterTests {

	private static WebServer server;

	@BeforeAll
	static void start() {
		server = WebServer.start(WebApplicationType.REACTIVE, Controller.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sync", "mono", "flux", "future", "elastic" })
	void followsTheRequestAndLeavesThreadsClean(String path) throws Exception {
		String body = server.get("/" + path).body();
		assertThat(body).matches("(?s)(data:)?GET /" + path + " [0-9a-f]{32}\\s*(data:.*)?");
		String runId = body.replaceFirst("(?s).*?GET /" + path + " ([0-9a-f]{32}).*", "$1");
		assertThat(server.nextEnded()).isEqualTo(new WebServer.Ended(runId, RunStatus.SUCCESS));
		assertThat(server.hasEnded()).isFalse();
		assertThreadsAreClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "fail-later", "unavailable" })
	void endsTheRunAsFailedWhenTheRequestFails(String path) throws Exception {
		assertThat(server.get("/" + path).statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(server.nextEnded().status()).isEqualTo(RunStatus.FAILED);
		assertThat(server.hasEnded()).isFalse();
		assertThreadsAreClean();
	}

	@Test
	void namesTheRunByItsRoute() throws Exception {
		assertThat(server.get("/items/secret%20b;jsessionid=secret?token=secret").body()).startsWith("GET /items/{id} ")
			.doesNotContain("secret");
		assertThat(server.nextEnded().status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void concurrentRequestsNeverSeeEachOther() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			responses.add(server.getAsync("/meet/" + i));
		}
		Set<String> runs = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			String[] seen = responses.get(i).get(60, TimeUnit.SECONDS).body().split("\n");
			assertThat(seen).hasSize(3).containsOnly(seen[0]);
			assertThat(seen[0]).startsWith("GET /meet/{id} ");
			runs.add(seen[0]);
		}
		assertThat(runs).hasSize(200);
		for (int i = 0; i < 200; i++) {
			assertThat(server.nextEnded().status()).isEqualTo(RunStatus.SUCCESS);
		}
		assertThreadsAreClean();
	}

	private static void assertThreadsAreClean() throws Exception {
		EventLoopGroup loops = server.bean(ReactorResourceFactory.class).getLoopResources().onServer(true);
		for (EventExecutor loop : loops) {
			assertThat(loop.submit(Lineage::current).get(20, TimeUnit.SECONDS)).isEqualTo(LineageContext.empty());
		}
	}

	@RestController
	static class Controller {

		private final AsyncTaskExecutor executor;

		Controller(@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
			this.executor = executor;
		}

		@GetMapping("/sync")
		String sync() {
			return WebServer.step();
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return Mono.just(1).publishOn(Schedulers.parallel()).map((number) -> WebServer.step());
		}

		@GetMapping(value = "/flux", produces = "text/event-stream")
		Flux<String> flux() {
			return Flux.just(1, 2).delayElements(Duration.ofMillis(1)).map((number) -> WebServer.step());
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(WebServer::step, this.executor);
		}

		@GetMapping("/elastic")
		Mono<String> elastic() {
			return Mono.fromCallable(WebServer::step).subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping("/fail")
		String fail() {
			throw new IllegalStateException(WebServer.step());
		}

		@GetMapping("/fail-later")
		Mono<String> failLater() {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> fail());
		}

		@GetMapping("/unavailable")
		ResponseEntity<String> unavailable() {
			return ResponseEntity.status(503).body(WebServer.step());
		}

		@GetMapping("/items/{id}")
		String item() {
			return WebServer.step();
		}

		@GetMapping("/meet/{id}")
		Mono<String> meet(@PathVariable String id) {
			String first = WebServer.step();
			return Mono.delay(Duration.ofMillis(50))
				.map((tick) -> first + "\n" + WebServer.current())
				.publishOn(Schedulers.boundedElastic())
				.map((seen) -> seen + "\n" + WebServer.current());
		}

	}

}
