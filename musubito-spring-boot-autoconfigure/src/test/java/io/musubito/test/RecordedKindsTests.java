package io.musubito.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.Musubito;
import io.musubito.StepSpec;
import io.musubito.StepType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Steps, threads and test classes of all kinds can be recorded, or are refused.
 */
class RecordedKindsTests {

	private static final List<String> ANSWERS = new ArrayList<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void reset() {
		ANSWERS.clear();
		Kinds.EXECUTIONS.set(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "always", "neverReplayed", "forced", "excluded", "future", "mono", "flux", "odd", "body",
			"around", "otherThread", "fanOut", "secrets" })
	void whatIsRecordedIsTheAnswer(String method) {
		record(method).passed();
		List<String> recorded = List.copyOf(ANSWERS);
		int executions = Kinds.EXECUTIONS.get();
		assertThat(executions).isPositive();
		ANSWERS.clear();
		replay(method).passed();
		assertThat(ANSWERS).isEqualTo(recorded).isNotEmpty();
		assertThat(Kinds.EXECUTIONS.get()).as("nothing executed").isEqualTo(executions);
	}

	@ParameterizedTest
	@ValueSource(strings = { "always", "neverReplayed", "forced", "excluded", "future", "mono", "flux", "body",
			"around", "otherThread", "fanOut" })
	void whatIsNotRecordedExecutesNothing(String method) {
		record("secrets").passed();
		int executions = Kinds.EXECUTIONS.get();
		assertThat(replay(method).failures()).isNotEmpty()
			.anySatisfy((failure) -> assertThat(failure).hasStackTraceContaining("would have to execute"));
		assertThat(Kinds.EXECUTIONS.get()).isEqualTo(executions);
	}

	@Test
	void oneKeyHasOneAnswer() {
		record("always", "always").passed();
		assertThat(ANSWERS).hasSize(2).containsOnly("answer 1");
	}

	@Test
	void whatCantBeRecordedIsRefused() {
		assertThat(record("changing").failure()).contains("step 'changing' changed its arguments");
		assertThat(record("failing").failure()).contains("step 'failing' was executed", "it failed", "stub");
		assertThat(record("cancelled").failure()).contains("step 'flux' was executed", "was cancelled");
		assertThat(file()).doesNotExist();
	}

	@Test
	void secretsAreNeitherRecordedNorReturned() throws IOException {
		record("secrets").passed();
		assertThat(ANSWERS).containsExactly("who: (secret), Bearer (secret), order (secret)",
				"Account[name=anna, pin=(secret)]");
		assertThat(Files.readString(file())).contains("\"input.password\":\"(secret)\"", "\"input.question\":\"who\"")
			.doesNotContain("hunter2hunter2")
			.doesNotContain("abcdefgh12345678")
			.doesNotContain("4711")
			.doesNotContain("pin-of");
	}

	@Test
	void whatNobodyAsksForIsNamed() {
		RecordedRun.run(this.folder, "record", Strict.class, "some").passed();
		Strict.ALL.set(false);
		try {
			assertThat(RecordedRun.run(this.folder, null, Strict.class, "some").failure()).contains("step 'forced'",
					"Strict#some", "\"q\"", "Record again");
		}
		finally {
			Strict.ALL.set(true);
		}
	}

	@Test
	void parallelMethodsShareAFile() throws Exception {
		record("always", "forced", "body").passed();
		String before = Files.readString(file());
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			CyclicBarrier barrier = new CyclicBarrier(3);
			System.setProperty("musubito.recording", "record");
			System.setProperty("musubito.recording.folder", this.folder.toString());
			System.setProperty("CI", "false");
			List<Future<RecordedRun>> runs = new ArrayList<>();
			for (String method : List.of("always", "forced", "body")) {
				runs.add(threads.submit(() -> {
					barrier.await(60, TimeUnit.SECONDS);
					return RecordedRun.run(Recorded.class, method);
				}));
			}
			for (Future<RecordedRun> run : runs) {
				run.get(60, TimeUnit.SECONDS).passed();
			}
		}
		finally {
			threads.shutdownNow();
			System.clearProperty("musubito.recording");
			System.clearProperty("musubito.recording.folder");
			System.clearProperty("CI");
		}
		assertThat(withoutAnswers(Files.readString(file()))).isEqualTo(withoutAnswers(before));
		replay("always", "forced", "body").passed();
	}

	@Test
	void inheritedTestsShareTheFileOfTheirBase() {
		RecordedRun.run(this.folder, "record", First.class, "asks").passed();
		RecordedRun.run(this.folder, "record", Second.class, "asks").passed();
		RecordedRun.run(this.folder, "record", First.class, "asks").passed();
		int executions = Kinds.EXECUTIONS.get();
		RecordedRun.run(this.folder, null, First.class, "asks").passed();
		RecordedRun.run(this.folder, null, Second.class, "asks").passed();
		assertThat(Kinds.EXECUTIONS.get()).isEqualTo(executions);
	}

	@Test
	void aStepIsNotAnsweredWhenOneThatItCalledIsAnotherOne() {
		RecordedRun.run(this.folder, "record", Toned.class, "asks").passed();
		int executions = Kinds.EXECUTIONS.get();
		RecordedRun.run(this.folder, null, Toned.class, "asks").passed();
		assertThat(RecordedRun.run(this.folder, null, OtherToned.class, "asks").failure())
			.contains("step 'around-toned'", "toned");
		assertThat(Kinds.EXECUTIONS.get()).isEqualTo(executions);
	}

	@Test
	void aMethodMayHaveAFileOfItsOwn() {
		RecordedRun.run(this.folder, "record", ByMethod.class, "recorded", "plain", "recorded").passed();
		assertThat(this.folder.resolve("io/musubito/test/by-method.jsonl")).exists();
		int executions = Kinds.EXECUTIONS.get();
		RecordedRun.run(this.folder, null, ByMethod.class, "recorded").passed();
		assertThat(Kinds.EXECUTIONS.get()).isEqualTo(executions);
		RecordedRun.run(this.folder, null, ByMethod.class, "plain").passed();
		assertThat(Kinds.EXECUTIONS.get()).as("always executes").isEqualTo(executions + 1);
	}

	private static String withoutAnswers(String text) {
		return text.replaceAll("answer \\d+", "answer").replaceAll("\"artifact\":\"[0-9a-f]+\"", "");
	}

	private Path file() {
		return this.folder.resolve("io/musubito/test/kinds.jsonl");
	}

	private RecordedRun record(String... methods) {
		return RecordedRun.run(this.folder, "record", Recorded.class, methods);
	}

	private RecordedRun replay(String... methods) {
		return RecordedRun.run(this.folder, null, Recorded.class, methods);
	}

	@ContextConfiguration(classes = Kinds.class)
	abstract static class Base {

		@Autowired
		Kinds.Steps steps;

		@Autowired
		Kinds.Around around;

		@Autowired
		Musubito musubito;

	}

	@MusubitoReplay(value = "kinds.jsonl", scrub = "order ([0-9A-Z-]+)")
	static class Recorded extends Base {

		void always() {
			ANSWERS.add(this.steps.always("q"));
		}

		void neverReplayed() {
			ANSWERS.add(this.steps.neverReplayed("q"));
			ANSWERS.add(this.steps.neverReplayed("q"));
		}

		void forced() {
			ANSWERS.add(this.steps.forced("q"));
			ANSWERS.add(this.steps.forced("q"));
		}

		void excluded() {
			ANSWERS.add(this.steps.excluded("q"));
			ANSWERS.add(this.steps.excluded("q"));
		}

		void future() {
			ANSWERS.add(this.steps.future("q").join());
		}

		void mono() {
			ANSWERS.add(this.steps.mono("q").block());
		}

		void flux() {
			ANSWERS.addAll(this.steps.flux("q").collectList().block());
		}

		void odd() {
			ANSWERS.add(this.steps.odd("q").toString());
		}

		void body() {
			ANSWERS.add(this.musubito
				.step(StepSpec.of("body", StepType.DETERMINISTIC, String.class).input("q", "q"), () -> Kinds.answer())
				.value());
		}

		void around() {
			ANSWERS.add(this.around.around("q"));
		}

		void otherThread() throws InterruptedException, ExecutionException {
			ANSWERS.add(CompletableFuture.supplyAsync(() -> this.steps.always("thread")).get());
		}

		void fanOut() {
			ANSWERS.addAll(this.musubito.forEach(List.of("a", "b", "c")).concurrency(3).apply(this.steps::inner));
		}

		void secrets() {
			ANSWERS.add(this.steps.telling("hunter2hunter2", "who"));
			ANSWERS.add(this.steps.account("anna").toString());
		}

		void changing() {
			this.steps.changing(new StringBuilder("q"));
		}

		void cancelled() {
			this.steps.flux("q").take(1).blockLast();
		}

		void failing() {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.steps.failing("q"));
		}

	}

	@MusubitoReplay(value = "strict.jsonl", strict = true)
	static class Strict extends Recorded {

		static final AtomicBoolean ALL = new AtomicBoolean(true);

		void some() {
			this.steps.always("q");
			if (ALL.get()) {
				this.steps.forced("q");
			}
		}

	}

	@MusubitoReplay("base.jsonl")
	abstract static class Shared extends Base {

		void asks() {
			this.steps.always("of " + getClass().getSimpleName());
		}

	}

	static class First extends Shared {

	}

	static class Second extends Shared {

	}

	@MusubitoReplay("toned.jsonl")
	static class Toned extends Base {

		void asks() {
			this.around.aroundToned("q");
		}

	}

	@TestPropertySource(properties = "app.tone=loud")
	static class OtherToned extends Toned {

	}

	static class ByMethod extends Base {

		@MusubitoReplay("by-method.jsonl")
		void recorded() {
			this.steps.always("q");
		}

		void plain() {
			this.steps.always("q");
		}

	}

}
