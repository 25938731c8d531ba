package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

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
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.util.Assert;

/**
 * What compression takes and saves, with English text as a model writes it: that of a
 * document of this project.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PayloadBenchmark {

	@Param({ "4096", "4097", "8192", "16384" })
	private int bytes;

	private byte[] json = new byte[0];

	private Payload payload = new Payload(false, null);

	@Setup
	public void prepare() throws IOException {
		String text = Files.readString(Path.of("..", "docs", "identity.md"));
		Assert.state(text.length() >= this.bytes, "The document is too short");
		this.json = ("\"" + text.substring(0, this.bytes - 2).replaceAll("[^ -~]|[\"\\\\]", " ") + "\"")
			.getBytes(StandardCharsets.UTF_8);
		this.payload = Payload.of(this.json);
		byte[] stored = this.payload.bytes();
		Assert.state(stored != null, "There is a text");
		System.out.println("Stored: " + stored.length + " of " + this.json.length + " bytes");
	}

	@Benchmark
	public Object write() {
		return Payload.of(this.json);
	}

	@Benchmark
	public Object read() {
		return this.payload.json();
	}

}
