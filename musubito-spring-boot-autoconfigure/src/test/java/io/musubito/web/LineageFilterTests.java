package io.musubito.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.musubito.RunStatus;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineageFilter} in a real Tomcat.
 */
class LineageFilterTests {

	private static WebServer server;

	@BeforeAll
	static void start() {
		server = WebServer.start(WebApplicationType.SERVLET, Controller.class,
				"spring.task.execution.pool.core-size=4");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "sync", "callable", "deferred", "future", "stream", "sse", "mono", "flux", "raw", "again" })
	void followsTheRequestAndLeavesThreadsClean(String path) throws Exception {
		String body = server.get("/" + path).body();
		assertThat(body).matches("(?s)(data:)?GET /" + path + " [0-9a-f]{32}\\s*(data:.*)?");
		String runId = body.replaceFirst("(?s).*?GET /" + path + " ([0-9a-f]{32}).*", "$1");
		assertThat(server.nextEnded()).isEqualTo(new WebServer.Ended(runId, RunStatus.SUCCESS));
		assertThat(server.hasEnded()).isFalse();
		assertThreadsAreClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "fail-later", "unavailable", "sse-fail" })
	void endsTheRunAsFailedWhenTheRequestFails(String path) throws Exception {
		server.getAsync("/" + path).exceptionally((ex) -> null).join();
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
	void endsNoRunForARequestWithoutSteps() {
		assertThat(server.get("/idle").body()).isEqualTo("idle");
		assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
		assertThat(server.hasEnded()).isFalse();
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
		assertThat(server.hasEnded()).isFalse();
		assertThreadsAreClean();
	}

	private static void assertThreadsAreClean() throws Exception {
		assertThat(Controller.LEFT_BEHIND).isEmpty();
		AsyncTaskExecutor executor = server.bean(AsyncTaskExecutor.class);
		CyclicBarrier allThreads = new CyclicBarrier(4);
		List<CompletableFuture<LineageContext>> seen = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			seen.add(CompletableFuture.supplyAsync(() -> {
				meet(allThreads);
				return Lineage.current();
			}, executor));
		}
		for (CompletableFuture<LineageContext> context : seen) {
			assertThat(context.get(20, TimeUnit.SECONDS)).isEqualTo(LineageContext.empty());
		}
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@RestController
	static class Controller {

		static final Queue<LineageContext> LEFT_BEHIND = new ConcurrentLinkedQueue<>();

		private final AsyncTaskExecutor executor;

		private final CyclicBarrier barrier = new CyclicBarrier(20);

		Controller(@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
			this.executor = executor;
		}

		@Bean
		static FilterRegistrationBean<OncePerRequestFilter> witness() {
			FilterRegistrationBean<OncePerRequestFilter> witness = new FilterRegistrationBean<>(
					new OncePerRequestFilter() {

						@Override
						protected boolean shouldNotFilterAsyncDispatch() {
							return false;
						}

						@Override
						protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
								FilterChain chain) throws ServletException, IOException {
							try {
								chain.doFilter(request, response);
							}
							finally {
								if (!Lineage.current().equals(LineageContext.empty())) {
									LEFT_BEHIND.add(Lineage.current());
								}
							}
						}

					});
			witness.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return witness;
		}

		@GetMapping("/sync")
		String sync() {
			return WebServer.step();
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return WebServer::step;
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			this.executor.execute(() -> result.setResult(WebServer.step()));
			return result;
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(WebServer::step, this.executor);
		}

		@GetMapping("/stream")
		ResponseEntity<StreamingResponseBody> stream() {
			return ResponseEntity.ok((out) -> out.write(WebServer.step().getBytes(StandardCharsets.UTF_8)));
		}

		@GetMapping("/sse")
		SseEmitter sse() {
			SseEmitter emitter = new SseEmitter();
			this.executor.execute(() -> {
				try {
					emitter.send(WebServer.step());
					emitter.complete();
				}
				catch (IOException ex) {
					emitter.completeWithError(ex);
				}
			});
			return emitter;
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return Mono.just(1).publishOn(Schedulers.parallel()).map((number) -> WebServer.step());
		}

		@GetMapping(value = "/flux", produces = "text/event-stream")
		Flux<String> flux() {
			return Flux.just(1, 2).publishOn(Schedulers.parallel()).map((number) -> WebServer.step());
		}

		@GetMapping("/raw")
		void raw(HttpServletRequest request) {
			AsyncContext async = request.startAsync();
			this.executor.execute(() -> {
				try {
					async.getResponse().getWriter().write(WebServer.step());
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				finally {
					async.complete();
				}
			});
		}

		@GetMapping("/again")
		void again(HttpServletRequest request) {
			request.startAsync().dispatch("/sync");
		}

		@GetMapping("/fail")
		String fail() {
			throw new IllegalStateException(WebServer.step());
		}

		@GetMapping("/fail-later")
		Callable<String> failLater() {
			return this::fail;
		}

		@GetMapping("/unavailable")
		ResponseEntity<String> unavailable() {
			return ResponseEntity.status(503).body(WebServer.step());
		}

		@GetMapping("/sse-fail")
		SseEmitter sseFail() {
			SseEmitter emitter = new SseEmitter();
			this.executor.execute(() -> emitter.completeWithError(new IllegalStateException(WebServer.step())));
			return emitter;
		}

		@GetMapping("/items/{id}")
		String item() {
			return WebServer.step();
		}

		@GetMapping("/idle")
		String idle() {
			return "idle";
		}

		@GetMapping("/meet/{id}")
		CompletableFuture<String> meet(@PathVariable String id) {
			String first = WebServer.step();
			LineageFilterTests.meet(this.barrier);
			String second = WebServer.current();
			return CompletableFuture.supplyAsync(() -> first + "\n" + second + "\n" + WebServer.current(),
					this.executor);
		}

	}

}
