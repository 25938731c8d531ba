package io.musubito.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Replays of steps that ask a model, of a bean with fields, with results of several
 * kinds, each about 1 KB.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class ResultReplayBenchmark {

	@Benchmark
	public String text(Application application) {
		return application.writer.text(application.next());
	}

	@Benchmark
	public Answer object(Application application) {
		return application.writer.object(application.next());
	}

	@Benchmark
	public JsonNode tree(Application application) {
		return application.writer.tree(application.next());
	}

	/**
	 * A running application whose steps were executed once for each input.
	 */
	@State(Scope.Benchmark)
	public static class Application {

		private static final int NODES = 1_000;

		private Scratch scratch;

		private ConfigurableApplicationContext context;

		private Writer writer;

		private int current;

		int next() {
			this.current = (this.current + 7919) % NODES;
			return this.current;
		}

		/**
		 * Executes and records a step with an input that is not one of those.
		 */
		String executeAnew(int input) {
			return this.writer.text(NODES + input);
		}

		@Setup
		public void execute() throws Exception {
			this.scratch = new Scratch();
			this.context = Engine.in(this.scratch.folder()).start(WriterConfiguration.class);
			this.writer = this.context.getBean(Writer.class);
			for (int i = 0; i < NODES; i++) {
				this.writer.text(i);
				this.writer.object(i);
				this.writer.tree(i);
			}
		}

		@TearDown
		public void close() throws Exception {
			this.context.close();
			this.scratch.close();
		}

	}

	static class Writer {

		private static final JsonMapper JSON = JsonMapper.builder().build();

		private String tone = "kindly";

		private final List<String> sources = List.of("faq", "terms", "mails");

		void setTone(String tone) {
			this.tone = tone;
		}

		@MusubitoStep(name = "text", type = StepType.STOCHASTIC)
		String text(int topic) {
			return this.tone + " " + Texts.kilobyte(topic);
		}

		@MusubitoStep(name = "object", type = StepType.STOCHASTIC)
		Answer object(int topic) {
			return new Answer(this.tone, List.of(Texts.kilobyte(topic)),
					this.sources.stream().map((source) -> new Source(source, topic / 3.0)).toList());
		}

		@MusubitoStep(name = "tree", type = StepType.STOCHASTIC)
		JsonNode tree(int topic) {
			return JSON.valueToTree(object(topic));
		}

	}

	public record Answer(String tone, List<String> paragraphs, List<Source> sources) {

	}

	public record Source(String name, double score) {

	}

	@Configuration(proxyBeanMethods = false)
	static class WriterConfiguration {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
