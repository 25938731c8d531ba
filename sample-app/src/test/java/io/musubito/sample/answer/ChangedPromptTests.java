package io.musubito.sample.answer;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import io.musubito.test.MusubitoReplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to a recorded test when a prompt is edited: it fails, and says so.
 */
class ChangedPromptTests {

	private static final Method TEST = ReflectionUtils.findMethod(Recorded.class, "answers");

	@TempDir
	private static Path directory;

	@Test
	void failsWithThePromptAndIsRecordedAgainAsATextThatIsRead() throws Exception {
		assertThat(run(true)).isNull();
		Path recording = directory.resolve("recordings/io/musubito/sample/answer/changed-prompt.jsonl");
		List<String> before = Files.readAllLines(recording);
		assertThat(run(false)).isNull();
		Path prompt = directory.resolve("prompts/draft.st");
		Files.writeString(prompt, Files.readString(prompt).replace("at most 4", "at most 1"));
		ModelUse use = Recorded.use;
		assertThat(run(false)).hasMessageContaining("step 'draft' would have to execute (configuration changed:")
			.hasMessageContaining("draft.st")
			.hasMessageContaining("mvn test -Dtest=ChangedPromptTests -Dmusubito.recording=record");
		assertThat(Recorded.use).as("no model was asked").isEqualTo(use);
		assertThat(run(true)).isNull();
		List<String> removed = new ArrayList<>(before);
		removed.removeAll(Files.readAllLines(recording));
		assertThat(removed).as("lines of the answer that are others now")
			.filteredOn((line) -> line.startsWith("{\"answer.text\":\""))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.length()).isLessThan(400));
		assertThat(run(false)).isNull();
	}

	private static Throwable run(boolean record) throws Exception {
		System.setProperty("musubito.recording.folder", directory.resolve("recordings").toString());
		System.setProperty("CI", "false");
		if (record) {
			System.setProperty("musubito.recording", "record");
		}
		try {
			TestContextManager manager = new TestContextManager(Recorded.class);
			Recorded test = new Recorded();
			manager.beforeTestClass();
			manager.prepareTestInstance(test);
			manager.beforeTestMethod(test, TEST);
			Throwable failure = null;
			try {
				test.answers();
			}
			catch (Throwable ex) {
				failure = ex;
			}
			manager.afterTestMethod(test, TEST, failure);
			manager.afterTestClass();
			return failure;
		}
		finally {
			System.clearProperty("musubito.recording.folder");
			System.clearProperty("musubito.recording");
			System.clearProperty("CI");
		}
	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE,
			properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
	@MusubitoReplay("changed-prompt.jsonl")
	static class Recorded {

		private static ModelUse use;

		@Autowired
		private AnswerPipeline pipeline;

		@Autowired
		private StandIn standIn;

		@DynamicPropertySource
		static void ownPrompts(DynamicPropertyRegistry properties) throws IOException {
			Path prompts = Files.createDirectories(directory.resolve("prompts"));
			for (String name : List.of("constraints.st", "draft.st", "investigate.st", "quick.st")) {
				Files.write(prompts.resolve(name), new ClassPathResource("prompts/" + name).getContentAsByteArray());
			}
			properties.add("sample.prompts", prompts::toUri);
		}

		void answers() {
			try {
				this.pipeline.answer("How do I restore a folder without the desktop app?");
			}
			finally {
				use = this.standIn.use();
			}
		}

	}

}
