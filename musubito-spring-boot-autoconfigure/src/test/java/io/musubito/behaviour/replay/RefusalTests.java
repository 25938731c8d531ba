package io.musubito.behaviour.replay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.musubito.ArtifactRoundTripException;
import io.musubito.MusubitoStep;
import io.musubito.UnhashableInputException;
import io.musubito.store.LineageQueries;
import io.musubito.testing.Engine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Arguments that can't be identified never reach the method. A result that can't be read
 * back reaches the caller once, in the exception, and nobody else.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Reader reader;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.reader = this.context.getBean(Reader.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void refusesALambda() {
		refuses(() -> this.reader.read(() -> "x"), "argument 'source' of type ", "it is a lambda");
	}

	@Test
	void refusesAnInputStreamAndLeavesItUnread() {
		ByteArrayInputStream stream = new ByteArrayInputStream(new byte[] { 1, 2, 3 });
		refuses(() -> this.reader.readStream(stream), "argument 'source' of type java.io.ByteArrayInputStream",
				"would consume it");
		assertThat(stream.available()).isEqualTo(3);
	}

	@Test
	void refusesAJavaStreamInsideOfARecord() {
		refuses(() -> this.reader.readRequest(new Request("secret", List.of(Stream.of("secret")))),
				"argument 'request' can't be hashed at $.sources[", "java.util.stream.", "would consume it");
	}

	@Test
	void refusesACycle() {
		Node node = new Node("secret");
		node.next.add(node);
		refuses(() -> this.reader.readNode(node), "argument 'node'", "$.next[", Node.class.getName());
	}

	@Test
	void refusesAResultThatLosesAFieldAndHandsItOver(CapturedOutput output) {
		ArtifactRoundTripException refused = catchThrowableOfType(ArtifactRoundTripException.class,
				() -> this.reader.lossy("x"));
		assertThat(refused).hasMessageContaining("step 'lossy'")
			.hasMessageContaining("$.token")
			.hasMessageContaining("ArtifactRoundTripException.result()")
			.hasMessageContaining("Return a record")
			.hasMessageNotContaining("secret");
		assertThat(refused.result()).isInstanceOfSatisfying(Lossy.class,
				(lossy) -> assertThat(lossy.token).isEqualTo("secret x"));
		assertThat(this.context.getBean(LineageQueries.class).summary().artifacts()).isZero();
		assertThatExceptionOfType(ArtifactRoundTripException.class).isThrownBy(() -> this.reader.lossy("x"));
		assertThat(this.reader.count()).as("nothing was kept for replay").isEqualTo(2);
		assertThat(output.getAll()).doesNotContain("secret");
	}

	private void refuses(ThrowingCallable call, String... parts) {
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(call)
			.withMessageContaining("Step 'read")
			.withMessageContainingAll(parts)
			.withMessageContaining("Pass its content, annotate the parameter @MusubitoIgnore, or give the step a key")
			.withMessageNotContaining("secret");
		assertThat(this.reader.count()).isZero();
		assertThat(this.context.getBean(LineageQueries.class).summary().nodes()).isZero();
	}

	record Request(String text, List<Object> sources) {

	}

	static class Node {

		private final String name;

		private final List<Node> next = new ArrayList<>();

		Node(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static class Lossy {

		private String text;

		@JsonIgnore
		private String token;

		static Lossy of(String text) {
			Lossy lossy = new Lossy();
			lossy.text = text;
			lossy.token = "secret " + text;
			return lossy;
		}

		@Override
		public String toString() {
			return this.text + this.token;
		}

	}

	static class Reader {

		private final AtomicInteger counter = new AtomicInteger();

		int count() {
			return this.counter.get();
		}

		@MusubitoStep(name = "read")
		String read(Supplier<String> source) {
			this.counter.incrementAndGet();
			return source.get();
		}

		@MusubitoStep(name = "read-stream")
		String readStream(InputStream source) {
			this.counter.incrementAndGet();
			return source.toString();
		}

		@MusubitoStep(name = "read-request")
		String readRequest(Request request) {
			this.counter.incrementAndGet();
			return request.text();
		}

		@MusubitoStep(name = "read-node")
		String readNode(Node node) {
			this.counter.incrementAndGet();
			return node.name;
		}

		@MusubitoStep(name = "lossy")
		Lossy lossy(String text) {
			this.counter.incrementAndGet();
			return Lossy.of(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Reader.class)
	static class Application {

	}

}
