package io.musubito.test;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * With mocks a recording knows an answer in the test method that has told the mock to
 * give it, as long as the code of the test is the same.
 */
class RecordedDoublesTests {

	@TempDir
	private Path folder;

	@BeforeEach
	void reset() {
		Desk.CHARGED.clear();
	}

	@Test
	void eachMethodHasTheAnswersOfItsOwnMock() {
		RecordedRun.run(this.folder, "record", Mocked.class, "yes", "no").passed();
		RecordedRun.run(this.folder, null, Mocked.class, "no", "yes").passed();
	}

	@Test
	void anotherTestClassIsAnotherMock() {
		RecordedRun.run(this.folder, "record", Mocked.class, "yes").passed();
		assertThat(RecordedRun.run(this.folder, null, OtherMocked.class, "yes").failure()).contains("step 'draft'",
				"test");
	}

	@Test
	void invocationsThatAskForTheSameAreRefused() {
		assertThat(RecordedRun.run(this.folder, "record", Mocked.class, "yes", "yes").failure())
			.contains("step 'draft'", "two invocations");
	}

	@Test
	void noAnswerOfAnotherRecordingInTheSameContext() {
		RecordedRun.run(this.folder, "record", Plain.class, "asks").passed();
		RecordedRun.run(this.folder, "record", OtherPlain.class, "asks").passed();
		assertThat(Desk.CHARGED).as("performed for each recording").hasSize(2);
		RecordedRun.run(this.folder, "record", Plain.class, "asks").passed();
		assertThat(Desk.CHARGED).as("performed again").hasSize(3);
	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("mocked.jsonl")
	static class Mocked {

		@MockitoBean
		Desk.Model model;

		@Autowired
		Desk.Writer writer;

		void yes() {
			given(this.model.ask(any())).willReturn("yes");
			assertThat(this.writer.draft("why?")).isEqualTo("yes");
		}

		void no() {
			given(this.model.ask(any())).willReturn("no");
			assertThat(this.writer.draft("why?")).isEqualTo("no");
		}

	}

	@ContextConfiguration(classes = Desk.class)
	static class OtherMocked extends Mocked {

		@Override
		void yes() {
			given(this.model.ask(any())).willReturn("no");
			this.writer.draft("why?");
		}

	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("plain.jsonl")
	static class Plain {

		@Autowired
		Desk.Till till;

		void asks() {
			this.till.charge("berta");
		}

	}

	@ContextConfiguration(classes = Desk.class)
	@MusubitoReplay("other-plain.jsonl")
	static class OtherPlain extends Plain {

	}

}
