package io.musubito.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A running application with one step, which answers with a text of 1 KB.
 */
final class DraftApplication implements AutoCloseable {

	private static final int THREADS = 32;

	private final Path store;

	private final ConfigurableApplicationContext context;

	private final Writer writer;

	private int nodes;

	/**
	 * Starts it.
	 * @param folder where its store is, or is to be
	 */
	DraftApplication(Path folder) {
		Engine engine = Engine.in(folder);
		this.store = engine.store();
		this.context = engine.start(WriterConfiguration.class);
		this.writer = this.context.getBean(Writer.class);
	}

	/**
	 * Executes the step once for each topic, or replays it where it was executed before.
	 */
	DraftApplication draftAll(int topics) throws Exception {
		AtomicInteger next = new AtomicInteger();
		ExecutorService pool = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> threads = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				threads.add(pool.submit(() -> {
					for (int topic = next.getAndIncrement(); topic < topics; topic = next.getAndIncrement()) {
						this.writer.draft(topic);
					}
				}));
			}
			for (Future<?> thread : threads) {
				thread.get();
			}
		}
		finally {
			pool.shutdown();
		}
		this.nodes = topics;
		musubito().withMode(ReplayMode.REPLAY_ONLY, () -> draft(topics - 1));
		return this;
	}

	String draft(int topic) {
		return this.writer.draft(topic);
	}

	/**
	 * A replay of the next topic.
	 * @param number which one of several, so that each begins elsewhere
	 */
	Callable<String> replay(int number) {
		Order order = new Order(this.nodes, number);
		return () -> this.writer.draft(order.next());
	}

	Musubito musubito() {
		return this.context.getBean(Musubito.class);
	}

	Path store() {
		return this.store;
	}

	@Override
	public void close() {
		this.context.close();
	}

	static class Writer {

		@MusubitoStep(name = "draft")
		String draft(int topic) {
			return Texts.kilobyte(topic);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WriterConfiguration {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
