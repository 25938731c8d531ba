package io.musubito.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactCodec;
import io.musubito.artifact.ArtifactType;
import io.musubito.identity.Identity;
import io.musubito.identity.Input;
import io.musubito.identity.StepIdentifier;
import io.musubito.testing.Engine;
import io.musubito.value.CanonicalEncoder;
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

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of a call that need no store: hashing an argument of 1 KB, the whole identity
 * of a call with it, the id of an artifact of 1 KB and reading it, and a call in mode
 * {@code OFF}. {@code plain} is a call without a proxy.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CallBenchmark {

	private final CanonicalEncoder encoder = new CanonicalEncoder((type) -> false);

	private final StepIdentifier identifier = new StepIdentifier(this.encoder, "");

	private final StepDefinition step = new StepDefinition("draft", StepType.STOCHASTIC, null, true, false, "", null);

	private final ArtifactType artifactType = new ArtifactCodec((type) -> false).typeOf(String.class);

	private final String text = Texts.kilobyte(1);

	private final byte[] payload = this.artifactType.encode(this.text).payload();

	private final Echo plain = new Echo();

	private Scratch scratch;

	private ConfigurableApplicationContext context;

	private Echo proxied;

	@Setup
	public void start() throws Exception {
		this.scratch = new Scratch();
		this.context = Engine.in(this.scratch.folder()).start(EchoConfiguration.class, "musubito.mode=off");
		this.proxied = this.context.getBean(Echo.class);
	}

	@TearDown
	public void close() throws Exception {
		this.context.close();
		this.scratch.close();
	}

	@Benchmark
	public String hashArgument() {
		return this.encoder.hash(this.text, String.class);
	}

	@Benchmark
	public Identity identify() {
		return this.identifier.identify(this.step, "", Collections.emptySortedMap(),
				List.of(new Input("text", this.text, String.class)), List.of(), List.of());
	}

	@Benchmark
	public String hashArtifact() {
		return Artifact.of(this.payload).artifactId();
	}

	@Benchmark
	public Object decode() {
		return this.artifactType.decode(this.payload);
	}

	@Benchmark
	public String off() {
		return this.proxied.echo(this.text);
	}

	@Benchmark
	public String plain() {
		return this.plain.echo(this.text);
	}

	static class Echo {

		@MusubitoStep(name = "echo")
		String echo(String text) {
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EchoConfiguration {

		@Bean
		Echo echo() {
			return new Echo();
		}

	}

}
