package io.musubito.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with a recording is said, and how to make it right.
 */
class RecordingErrorsTests {

	private static final String REMEDY = "mvn test -Dtest=RecordingErrorsTests -Dmusubito.recording=record";

	@TempDir
	private Path folder;

	@BeforeEach
	void reset() {
		Desk.ASKED.clear();
	}

	private Path file() {
		return this.folder.resolve("io/musubito/test/errors.jsonl");
	}

	@Test
	void aMissingFile() {
		assertThat(replay().failure()).contains("errors.jsonl", "isn't there", REMEDY);
		assertThat(Desk.ASKED).isEmpty();
	}

	@Test
	void anEmptyFile() throws IOException {
		record().passed();
		Files.writeString(file(), "");
		assertThat(replay().failure()).contains("errors.jsonl", "it is empty", REMEDY);
	}

	@Test
	void aLineThatIsNoJson() throws IOException {
		damage("{\"input.question\"", "<<<<<<< HEAD\n{\"input.question\"");
		assertThat(replay().failure()).contains("damaged in line 3", "no JSON", REMEDY);
	}

	@Test
	void anAnswerThatWasEdited() throws IOException {
		damage("answer to why?", "answer to nothing");
		assertThat(replay().failure()).contains("step 'draft', which begins in line 2", "not the one that was recorded",
				REMEDY);
	}

	@Test
	void aFileThatWasCutOff() throws IOException {
		record().passed();
		String text = Files.readString(file());
		Files.writeString(file(), text.substring(0, text.indexOf("{\"node\"")));
		assertThat(replay().failure()).contains("step 'draft'", "\"node\" is missing", REMEDY);
	}

	@Test
	void theSameAnswerTwice() throws IOException {
		damage("{\"answer\":", "{\"answer\":{}}\n{\"answer\":");
		assertThat(replay().failure()).contains("damaged in line 5", REMEDY);
	}

	@Test
	void anotherScheme() throws IOException {
		damage("\"scheme\":\"musubito/", "\"scheme\":\"musubito/0");
		assertThat(replay().failure()).contains("the scheme 'musubito/0", REMEDY);
	}

	@Test
	void anotherFormat() throws IOException {
		damage("\"version\":1", "\"version\":2");
		assertThat(replay().failure()).contains("damaged in line 1", "its version is 2", REMEDY);
	}

	@Test
	void theRemedyHelps() throws IOException {
		damage("\"scheme\":\"musubito/", "\"scheme\":\"musubito/0");
		record().passed();
		replay().passed();
		damage("{\"answer\"", "}{");
		record().passed();
		replay().passed();
	}

	@Test
	void lineEndsOfWindowsAreNoDamage() throws IOException {
		damage("\n", "\r\n");
		replay().passed();
		String before = Files.readString(file());
		record().passed();
		assertThat(Files.readString(file())).isEqualTo(before);
	}

	@Test
	void nothingIsRecordedInContinuousIntegration() {
		System.setProperty("CI", "true");
		try {
			assertThat(record().failure()).contains("CI", "commit the file");
			assertThat(RecordedRun.run(this.folder, "auto", Asking.class, "asks").failure()).contains("isn't there");
			assertThat(Desk.ASKED).isEmpty();
			assertThat(file()).doesNotExist();
		}
		finally {
			System.clearProperty("CI");
		}
	}

	@Test
	void anUnknownMode() {
		assertThat(RecordedRun.run(this.folder, "rec", Asking.class, "asks").failure()).contains("'rec'",
				"record, replay-only, auto");
	}

	@Test
	void autoExecutesAndRecordsWhatIsMissing() {
		RecordedRun.run(this.folder, "auto", Asking.class, "asks").passed();
		RecordedRun.run(this.folder, "auto", Asking.class, "asks").passed();
		assertThat(Desk.ASKED).containsExactly("why?");
		replay().passed();
	}

	@Test
	void twoClassesThatRecordTheSameFileAtOnce() throws Exception {
		System.setProperty("musubito.recording", "record");
		System.setProperty("musubito.recording.folder", this.folder.toString());
		System.setProperty("CI", "false");
		TestContextManager first = new TestContextManager(Asking.class);
		try {
			first.beforeTestClass();
			assertThat(RecordedRun.run(Other.class).failure()).contains("RecordingErrorsTests$Asking",
					"RecordingErrorsTests$Other", "a file of its own");
		}
		finally {
			first.afterTestClass();
			System.clearProperty("musubito.recording");
			System.clearProperty("musubito.recording.folder");
			System.clearProperty("CI");
		}
		RecordedRun.run(this.folder, "record", Other.class, "asks").passed();
	}

	@Test
	void anotherProcessThatRecordsTheSameFile() throws IOException {
		record().passed();
		Path lock = OpenRecording.lockOf(file());
		try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
			assertThat(other.tryLock()).isNotNull();
			assertThat(record().failure()).contains("being recorded by other tests", "in another process");
		}
		record().passed();
	}

	@Test
	void aContextInWhichMusubitoIsSwitchedOff() {
		record().passed();
		assertThat(RecordedRun.run(this.folder, null, Off.class, "asks").failures().get(0))
			.hasMessageContaining("musubito.mode=off");
		assertThat(RecordedRun.run(this.folder, null, Disabled.class, "asks").failures().get(0))
			.hasMessageContaining("musubito.enabled=false");
		assertThat(RecordedRun.run(this.folder, null, Without.class, "asks").failures().get(0))
			.hasMessageContaining("no beans of Musubito");
	}

	private void damage(String text, String replacement) throws IOException {
		record().passed();
		String before = Files.readString(file());
		assertThat(before).contains(text);
		Files.writeString(file(), before.replace(text, replacement));
		Desk.ASKED.clear();
	}

	private RecordedRun record() {
		return RecordedRun.run(this.folder, "record", Asking.class, "asks");
	}

	private RecordedRun replay() {
		RecordedRun run = RecordedRun.run(this.folder, null, Asking.class);
		return run.failures().isEmpty() ? RecordedRun.run(this.folder, null, Asking.class, "asks") : run;
	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("errors.jsonl")
	static class Asking {

		@Autowired(required = false)
		private Desk.Writer writer;

		void asks() {
			assertThat(this.writer.draft("why?")).isEqualTo("answer to why?");
		}

	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("errors.jsonl")
	static class Other extends Asking {

	}

	@TestPropertySource(properties = "musubito.mode=off")
	static class Off extends Asking {

	}

	@TestPropertySource(properties = "musubito.enabled=false")
	static class Disabled extends Asking {

	}

	@ContextConfiguration(classes = Object.class, inheritLocations = false)
	static class Without extends Asking {

	}

}
