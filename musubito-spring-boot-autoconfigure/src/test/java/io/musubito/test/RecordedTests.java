package io.musubito.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import io.musubito.Musubito;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test is recorded once and answered from its file ever after.
 */
class RecordedTests {

	private static final AtomicReference<String> QUESTION = new AtomicReference<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void reset() {
		QUESTION.set("why?");
		Desk.ASKED.clear();
		Desk.CHARGED.clear();
	}

	private Path file() {
		return this.folder.resolve("io/musubito/test/letters.jsonl");
	}

	@Test
	void isAnsweredFromTheFileAndNothingExecutes() throws IOException {
		record("letter", "charge").passed();
		assertThat(Desk.ASKED).containsExactly("why?");
		assertThat(Desk.CHARGED).containsExactly("anna");
		assertThat(Files.readAllLines(file())).allMatch((line) -> line.startsWith("{") && line.endsWith("}"))
			.contains("{\"input.question\":\"why?\"}", "{\"answer\":\"answer to why?\"}",
					"{\"answer\":\"Dear customer: answer to why?\"}", "{\"answer\":\"charged anna\"}");
		replay("letter", "charge").passed();
		assertThat(Desk.ASKED).hasSize(1);
		assertThat(Desk.CHARGED).hasSize(1);
	}

	@Test
	void recordingAgainChangesNoByte() throws IOException {
		record("letter", "charge", "draft").passed();
		String first = Files.readString(file());
		record("draft", "charge", "letter").passed();
		assertThat(Desk.CHARGED).hasSize(2);
		assertThat(Files.readString(file())).isEqualTo(first);
	}

	@Test
	void aMissSaysWhatIsNearestAndHowToRecord() {
		record("letter").passed();
		QUESTION.set("why not?");
		assertThat(replay("letter").failure()).contains("RecordedTests$Letters#letter", "step 'letter'",
				"input changed: question", "letters.jsonl", "recorded: {\"input.question\":\"why?\"}",
				"now:      {\"input.question\":\"why not?\"}", "musubito.recording=record");
		assertThat(Desk.ASKED).hasSize(1);
	}

	@Test
	void failsEvenWhenTheApplicationHidesTheMiss() {
		record("hides").passed();
		QUESTION.set("why not?");
		assertThat(replay("hides").failure()).contains("step 'draft'");
	}

	@Test
	void noModeOfABlockExecutes() {
		record("refreshes").passed();
		assertThat(Desk.ASKED).containsExactly("why?");
		replay("refreshes").passed();
		assertThat(Desk.ASKED).hasSize(1);
		QUESTION.set("why not?");
		assertThat(replay("refreshes").failure()).contains("step 'draft'");
		assertThat(Desk.ASKED).hasSize(1);
	}

	@Test
	void aTestThatFailsLeavesWhatWasRecorded() throws IOException {
		record("letter", "draft").passed();
		String before = Files.readString(file());
		QUESTION.set("why not?");
		assertThat(record("letter", "fails").failure()).isEqualTo("planned");
		assertThat(Files.readString(file())).contains("why not?", "#draft").doesNotContain("#fails");
		assertThat(before).doesNotContain("why not?");
	}

	@Test
	void recordingOneMethodKeepsWhatOthersHaveRecorded() {
		record("letter", "charge").passed();
		record("charge").passed();
		replay("letter", "charge").passed();
		assertThat(Desk.ASKED).hasSize(1);
	}

	private RecordedRun record(String... methods) {
		return RecordedRun.run(this.folder, "record", Letters.class, methods);
	}

	private RecordedRun replay(String... methods) {
		return RecordedRun.run(this.folder, null, Letters.class, methods);
	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("letters.jsonl")
	static class Letters {

		@Autowired
		private Desk.Letters letters;

		@Autowired
		private Desk.Writer writer;

		@Autowired
		private Desk.Till till;

		@Autowired
		private Musubito musubito;

		void letter() {
			assertThat(this.letters.write(QUESTION.get())).isEqualTo("Dear customer: answer to " + QUESTION.get());
		}

		void draft() {
			assertThat(this.writer.draft(QUESTION.get())).isEqualTo("answer to " + QUESTION.get());
		}

		void charge() {
			assertThat(this.till.charge("anna")).isEqualTo("charged anna");
		}

		void hides() {
			try {
				this.writer.draft(QUESTION.get());
			}
			catch (ReplayMissException ex) {
				// As an application may do
			}
		}

		void refreshes() {
			for (ReplayMode mode : ReplayMode.values()) {
				assertThat(this.musubito.withMode(mode, () -> this.writer.draft(QUESTION.get())))
					.isEqualTo("answer to " + QUESTION.get());
			}
		}

		void fails() {
			this.writer.draft(QUESTION.get());
			throw new IllegalStateException("planned");
		}

	}

}
