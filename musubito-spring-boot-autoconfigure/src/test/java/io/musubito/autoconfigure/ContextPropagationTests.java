package io.musubito.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lineage context follows the work to other threads, on the real engine, and none of
 * it stays there.
 */
@Timeout(60)
class ContextPropagationTests {

	private static final int POOL_SIZE = 4;

	private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

	@TempDir
	private static Path folder;

	private static ConfigurableApplicationContext pooled;

	private static ConfigurableApplicationContext virtual;

	@BeforeAll
	static void start() {
		pooled = start("pooled", "spring.task.execution.pool.core-size=" + POOL_SIZE);
		virtual = start("virtual", "spring.threads.virtual.enabled=true");
	}

	@AfterAll
	static void stop() {
		pooled.close();
		virtual.close();
	}

	private static ConfigurableApplicationContext start(String store, String property) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn", property,
					"musubito.store.path=" + folder.resolve(store).resolve("musubito.db"),
					"spring.autoconfigure.exclude="
							+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
							+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
							+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
			.run();
	}

	@ParameterizedTest
	@EnumSource
	void followsTheWorkAndLeavesThreadsClean(Way way) throws Exception {
		follows(pooled, way);
		assertPoolIsClean(pooled.getBean(AsyncTaskExecutor.class));
	}

	@ParameterizedTest
	@EnumSource
	void followsTheWorkOnVirtualThreads(Way way) throws Exception {
		follows(virtual, way);
		if (VIRTUAL_THREADS && (way == Way.ASYNC || way == Way.TASK_EXECUTOR || way == Way.FAN_OUT)) {
			Thread thread = virtual.getBean(Steps.class).lastThread();
			assertThat((Boolean) Thread.class.getMethod("isVirtual").invoke(thread)).isTrue();
		}
	}

	private void follows(ConfigurableApplicationContext context, Way way) throws Exception {
		Musubito musubito = context.getBean(Musubito.class);
		Steps steps = context.getBean(Steps.class);
		String name = way.name();
		String result = musubito.pipeline(name, () -> steps.outer(name));
		assertThat(result).isEqualTo("outer inner " + name);
		assertThat(steps.lastThread()).isNotSameAs(Thread.currentThread());

		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		RunView run = runs.recent(100)
			.stream()
			.filter((candidate) -> candidate.pipeline().equals(name))
			.findFirst()
			.orElseThrow();
		assertThat(runs.find(run.runId()).orElseThrow().steps()).extracting(StepView::operation)
			.containsExactly("inner", "outer");
		String inner = steps.lastNode();
		String outer = musubito.resultOf(result).nodeId();
		NodeView node = context.getBean(MusubitoLineage.class)
			.graph(GraphQuery.node(outer))
			.nodes()
			.stream()
			.filter((candidate) -> candidate.nodeId().equals(outer))
			.findFirst()
			.orElseThrow();
		assertThat(node.upstream()).containsExactly(inner);

		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		assertIsClean(Schedulers.parallel()::schedule);
		assertIsClean(Schedulers.boundedElastic()::schedule);
		assertIsClean(steps.pool());
	}

	private static void assertIsClean(Executor executor) throws InterruptedException {
		int probes = 4 * Schedulers.DEFAULT_POOL_SIZE;
		CountDownLatch done = new CountDownLatch(probes);
		Queue<LineageContext> seen = new ConcurrentLinkedQueue<>();
		for (int i = 0; i < probes; i++) {
			executor.execute(() -> {
				seen.add(Lineage.current());
				done.countDown();
			});
		}
		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(seen).hasSize(probes).containsOnly(LineageContext.empty());
	}

	private static void assertPoolIsClean(AsyncTaskExecutor executor) throws Exception {
		CyclicBarrier allThreads = new CyclicBarrier(POOL_SIZE);
		List<CompletableFuture<LineageContext>> seen = new ArrayList<>();
		for (int i = 0; i < POOL_SIZE; i++) {
			CompletableFuture<LineageContext> probe = new CompletableFuture<>();
			executor.execute(() -> {
				try {
					allThreads.await(20, TimeUnit.SECONDS);
					probe.complete(Lineage.current());
				}
				catch (Exception ex) {
					probe.completeExceptionally(ex);
				}
			});
			seen.add(probe);
		}
		for (CompletableFuture<LineageContext> context : seen) {
			assertThat(context.get(20, TimeUnit.SECONDS)).isEqualTo(LineageContext.empty());
		}
	}

	/**
	 * A way of the work to another thread.
	 */
	enum Way {

		ASYNC, TASK_EXECUTOR, FUTURE, FUTURE_LATER, FAN_OUT, MONO, PUBLISH_ON, FLAT_MAP, DELAY, WRAPPED_POOL

	}

	static class Steps implements AutoCloseable {

		private final Steps self;

		private final Later later;

		private final Musubito musubito;

		private final AsyncTaskExecutor executor;

		private final ExecutorService pool = Executors.newSingleThreadExecutor();

		private volatile Thread lastThread;

		private volatile String lastNode;

		Steps(@Lazy Steps self, Later later, @Lazy Musubito musubito,
				@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
			this.self = self;
			this.later = later;
			this.musubito = musubito;
			this.executor = executor;
		}

		Thread lastThread() {
			return this.lastThread;
		}

		ExecutorService pool() {
			return this.pool;
		}

		String lastNode() {
			return this.lastNode;
		}

		@MusubitoStep(name = "inner")
		String inner(String way) {
			this.lastThread = Thread.currentThread();
			return "inner " + way;
		}

		@MusubitoStep(name = "outer")
		String outer(String way) throws Exception {
			Supplier<String> work = () -> {
				String result = this.self.inner(way);
				this.lastNode = this.musubito.resultOf(result).nodeId();
				return result;
			};
			return "outer " + switch (Way.valueOf(way)) {
				case ASYNC -> this.later.get(work).get(20, TimeUnit.SECONDS);
				case TASK_EXECUTOR -> this.executor.submit(work::get).get(20, TimeUnit.SECONDS);
				case FUTURE -> CompletableFuture.supplyAsync(work, this.executor).get(20, TimeUnit.SECONDS);
				case FUTURE_LATER -> CompletableFuture.supplyAsync(() -> "", this.executor)
					.thenApplyAsync((nothing) -> work.get(), this.executor)
					.get(20, TimeUnit.SECONDS);
				case FAN_OUT -> this.musubito.forEach(List.of(way)).concurrency(2).apply((item) -> work.get()).get(0);
				case MONO -> result(Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic()));
				case PUBLISH_ON -> result(Mono.just(way).publishOn(Schedulers.parallel()).map((item) -> work.get()));
				case FLAT_MAP -> result(Flux.just(way)
					.flatMap((item) -> Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic()))
					.next());
				case DELAY -> result(Mono.delay(Duration.ofMillis(1)).map((tick) -> work.get()));
				case WRAPPED_POOL ->
					ContextExecutorService.wrap(this.pool, ContextSnapshotFactory.builder().build()::captureAll)
						.submit(work::get)
						.get(20, TimeUnit.SECONDS);
			};
		}

		@Override
		public void close() {
			this.pool.shutdown();
		}

		private static String result(Mono<String> mono) {
			return Objects.requireNonNull(mono.block(Duration.ofSeconds(20)));
		}

	}

	static class Later {

		@Async
		CompletableFuture<String> get(Supplier<String> work) {
			return CompletableFuture.completedFuture(work.get());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Steps.class, Later.class })
	static class Application {

	}

}
