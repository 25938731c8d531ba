package io.musubito.sample.answer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.IdentityContributor;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.Reason;
import io.musubito.ResumeOption;
import io.musubito.RunDiff;
import io.musubito.StepView;
import io.musubito.sample.edit.EditedSample;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Something is changed in the sample, one thing at a time, and the diff of the run before
 * and the run after names it, and nothing else.
 */
@Tag("slow")
class RunDiffTests {

	private static final String QUESTION = "When is a refund possible, in at most two sentences?";

	private static final String CODE = "java/io/musubito/sample/answer/";

	private static final String OF_CODE = "code io.musubito.sample.answer.";

	private static final StandIn model = StandIn.start(Latency.NONE);

	@TempDir
	private static Path directory;

	private static String original;

	@TempDir
	private Path copy;

	@BeforeAll
	static void runOriginal() throws Exception {
		try (ConfigurableApplicationContext context = new EditedSample(directory, settings(directory)).start()) {
			original = run(context, QUESTION);
		}
	}

	@AfterAll
	static void closeModel() {
		model.close();
	}

	static Stream<Arguments> causes() {
		return Stream.of(
				cause("prompt file", (sample) -> sample.edit("resources/prompts/draft.st", "at most 4", "at most 1"),
						Reason.CONFIGURATION_CHANGED, "resource ${sample.prompts}/draft.st", "draft"),
				cause("code of a step", (sample) -> sample.edit(CODE + "Retriever.java", ".limit(LIMIT)", ".limit(1)"),
						Reason.CODE_CHANGED, OF_CODE + "Retriever#retrieve(java.lang.String,java.util.List)",
						"retrieve"),
				cause("helper of two steps",
						(sample) -> sample.edit(CODE + "Sources.java", ".distinct().toList()", ".sorted().toList()"),
						Reason.CODE_CHANGED, OF_CODE + "Sources#in(java.lang.String)", "validate", "format"),
				cause("constant", (sample) -> sample.edit(CODE + "Retriever.java", "LIMIT = 2", "LIMIT = 1"),
						Reason.CODE_CHANGED, OF_CODE + "Retriever#retrieve(java.lang.String,java.util.List)",
						"retrieve"),
				cause("declared property", (sample) -> sample.set("sample.answer.max-length", 10),
						Reason.CONFIGURATION_CHANGED, "property sample.answer.max-length: 1200 → 10", "validate"),
				cause("model", (sample) -> sample.set("spring.ai.openai.chat.model", "gpt-4.1-mini"),
						Reason.CONFIGURATION_CHANGED,
						"property spring.ai.openai.chat.model: gpt-4o-mini → gpt-4.1-mini", "constraints", "draft"),
				cause("temperature", (sample) -> sample.set("spring.ai.openai.chat.temperature", "0.7"),
						Reason.CONFIGURATION_CHANGED, "property spring.ai.openai.chat.temperature: 0 → 0.7",
						"constraints", "draft"),
				cause("option that was not set", (sample) -> sample.set("spring.ai.openai.chat.max-tokens", "300"),
						Reason.CONFIGURATION_CHANGED, "property spring.ai.openai.chat.max-tokens: (none) → 300",
						"constraints", "draft"),
				cause("version", (sample) -> sample.set("musubito.steps.draft.version", "v2"), Reason.VERSION_CHANGED,
						"version: (none) → v2", "draft"),
				cause("document", (sample) -> sample.edit("resources/handbook/billing.md", "2 cents", "3 cents"),
						Reason.INPUT_CHANGED, "input.passages $[1].text", "retrieve"),
				cause("TTL", (sample) -> sample.set("musubito.steps.draft.ttl", "1ms"), Reason.EXPIRED, "expired",
						"draft"));
	}

	@ParameterizedTest
	@MethodSource("causes")
	void namesTheOneThatWasPlanted(Edit edit, Reason reason, String change, List<String> operations) throws Exception {
		EditedSample sample = copy();
		edit.in(sample);
		try (ConfigurableApplicationContext context = sample.start()) {
			assertNames(diff(context, run(context, QUESTION)), reason, change, operations);
		}
	}

	@Test
	void namesWhatHappenedWhileTheApplicationRuns() throws Exception {
		try (ConfigurableApplicationContext context = copy().start()) {
			assertNames(diff(context, run(context, "When is a refund possible, in at most one sentence?")),
					Reason.INPUT_CHANGED, "input.question", List.of("retrieve", "constraints", "draft"));
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			assertNames(diff(context, runs.resume(original, ResumeOption.from("draft")).runId()), Reason.FORCED,
					"resumed from draft", List.of("draft"));
			context.getBean(MusubitoLineage.class).invalidate(node(context, "constraints"));
			assertNames(diff(context, run(context, QUESTION)), Reason.STALE, "by invalidation", List.of("constraints"));
		}
	}

	@Test
	void namesAContributor() throws Exception {
		try (ConfigurableApplicationContext context = copy().start(Tenant.class)) {
			assertNames(diff(context, run(context, QUESTION)), Reason.CONFIGURATION_CHANGED, "contributor tenant",
					List.of("retrieve", "constraints", "draft", "validate", "format"));
		}
	}

	private static void assertNames(RunDiff diff, Reason reason, String change, List<String> operations) {
		assertThat(diff.causes()).as(diff.toString()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo(reason);
			assertThat(cause.change().toString()).startsWith(change);
			assertThat(cause.operations()).containsExactlyElementsOf(operations);
		});
		assertThat(diff.isEmpty()).isFalse();
	}

	private EditedSample copy() throws Exception {
		Files.copy(directory.resolve("musubito.db"), this.copy.resolve("musubito.db"));
		return new EditedSample(this.copy, settings(this.copy));
	}

	private static String[] settings(Path directory) {
		return new String[] { "--musubito.store.path=" + directory.resolve("musubito.db"),
				"--sample.stand-in.address=" + model.address() };
	}

	private static String run(ConfigurableApplicationContext context, String question) throws Exception {
		Object pipeline = context.getBean("answerPipeline");
		pipeline.getClass().getMethod("answer", String.class).invoke(pipeline, question);
		return context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
	}

	private static RunDiff diff(ConfigurableApplicationContext context, String run) {
		return context.getBean(MusubitoRuns.class).diff(original, run);
	}

	private static String node(ConfigurableApplicationContext context, String operation) {
		return context.getBean(MusubitoRuns.class)
			.find(original)
			.orElseThrow()
			.steps()
			.stream()
			.filter((step) -> step.operation().equals(operation))
			.map(StepView::nodeId)
			.findFirst()
			.orElseThrow();
	}

	private static Arguments cause(String name, Edit edit, Reason reason, String change, String... operations) {
		return Arguments.arguments(Named.named(name, edit), reason, change, List.of(operations));
	}

	interface Edit {

		void in(EditedSample sample) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenant {

		@Bean
		IdentityContributor tenant() {
			return (step) -> "acme";
		}

	}

}
