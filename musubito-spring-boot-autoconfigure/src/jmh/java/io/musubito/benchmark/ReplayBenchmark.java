package io.musubito.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.testing.Engine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A replay of 1 KB through the proxy of a bean, against a point read of the same payload
 * with a reused statement. Both pass over many nodes of one operation.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class ReplayBenchmark {

	@Benchmark
	public String replay(Application application, Order order) {
		return application.writer.draft(order.next(application.nodes));
	}

	@Benchmark
	@Threads(8)
	public String replayByEightThreads(Application application, Order order) {
		return application.writer.draft(order.next(application.nodes));
	}

	@Benchmark
	public String bareRead(Table table, Order order) throws SQLException {
		table.select.setString(1, table.keys[order.next(table.nodes)]);
		try (ResultSet row = table.select.executeQuery()) {
			row.next();
			return row.getString(1);
		}
	}

	/**
	 * Passes over all nodes, neighbours in time being far apart in the file.
	 */
	@State(Scope.Thread)
	public static class Order {

		private static final int PRIME = 7919;

		private int current;

		int next(int nodes) {
			this.current = (this.current + PRIME) % nodes;
			return this.current;
		}

	}

	/**
	 * A running application whose step was executed once for each input.
	 */
	@State(Scope.Benchmark)
	public static class Application {

		@Param({ "1000", "100000" })
		int nodes;

		private Scratch scratch;

		private ConfigurableApplicationContext context;

		private Writer writer;

		@Setup
		public void execute() throws Exception {
			this.scratch = new Scratch();
			this.context = Engine.in(this.scratch.folder()).start(WriterConfiguration.class);
			this.writer = this.context.getBean(Writer.class);
			ExecutorService pool = Executors.newFixedThreadPool(32);
			try {
				pool.invokeAll(IntStream.range(0, this.nodes)
					.mapToObj((i) -> (Callable<String>) () -> this.writer.draft(i))
					.toList());
			}
			finally {
				pool.shutdown();
			}
			Musubito musubito = this.context.getBean(Musubito.class);
			musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.draft(this.nodes - 1));
		}

		@TearDown
		public void close() throws Exception {
			this.context.close();
			this.scratch.close();
		}

	}

	/**
	 * A table with the same payloads by a key of the same length.
	 */
	@State(Scope.Benchmark)
	public static class Table {

		@Param({ "1000", "100000" })
		int nodes;

		private Scratch scratch;

		private String[] keys;

		private PreparedStatement select;

		@Setup
		public void insert() throws SQLException, IOException {
			this.scratch = new Scratch();
			this.keys = IntStream.range(0, this.nodes).mapToObj(Hashes::of).toArray(String[]::new);
			Connection connection = this.scratch.connect();
			connection.createStatement()
				.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, payload TEXT NOT NULL)");
			connection.setAutoCommit(false);
			PreparedStatement insert = connection.prepareStatement("INSERT INTO bare (key, payload) VALUES (?, ?)");
			for (int i = 0; i < this.nodes; i++) {
				insert.setString(1, this.keys[i]);
				insert.setString(2, Texts.kilobyte(i));
				insert.executeUpdate();
			}
			connection.setAutoCommit(true);
			this.select = connection.prepareStatement("SELECT payload FROM bare WHERE key = ?");
		}

		@TearDown
		public void close() throws SQLException, IOException {
			this.scratch.close();
		}

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
