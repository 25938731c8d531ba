package io.musubito.behaviour.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.run.NodeComparer;
import io.musubito.run.NodeDiff;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a computation differs from the one that it is explained by.
 */
class NodeDiffTests {

	private static final String PROMPT = "Be calm.\nAnswer in 120 words.\nQuote nobody.\n";

	@TempDir
	Path directory;

	private Path prompt;

	@BeforeEach
	void writeThePrompt() throws IOException {
		this.prompt = this.directory.resolve("draft.st");
		Files.writeString(this.prompt, PROMPT);
	}

	@Test
	void aChangedPromptIsShownLineByLine() throws IOException {
		call("bees");
		Files.writeString(this.prompt, PROMPT.replace("120", "80"));
		NodeDiff diff = call("bees");
		assertThat(changed(diff)).containsExactly("resource ${prompt}");
		assertThat(diff.texts()).singleElement().satisfies((text) -> {
			assertThat(text.name()).isEqualTo("${prompt}");
			assertThat(text.lines()).extracting((line) -> line.kind() + " " + line.text())
				.containsExactly("SAME Be calm.", "REMOVED Answer in 120 words.", "ADDED Answer in 80 words.",
						"SAME Quote nobody.");
		});
		assertThat(diff.inputs()).isNull();
		assertThat(diff.output()).isNull();
	}

	@Test
	void aPromptThatIsChangedWhileTheApplicationRunsIsShownToo() throws IOException {
		try (ConfigurableApplicationContext context = start()) {
			draft(context, "bees");
			Files.writeString(this.prompt, PROMPT.replace("calm", "loud"));
			StepView step = draft(context, "bees");
			assertThat(diff(context, step).texts()).singleElement()
				.satisfies((text) -> assertThat(text.lines()).extracting(NodeDiff.Line::text)
					.contains("Be calm.", "Be loud."));
		}
	}

	@Test
	void aChangedInputAndItsResultAreShownByTheirPlaces() {
		call("bees");
		NodeDiff diff = call("ants");
		assertThat(changed(diff)).containsExactly("input.topic");
		assertThat(diff.components()).filteredOn((component) -> !component.changed()).isNotEmpty();
		assertThat(diff.inputs().changes()).singleElement().satisfies((change) -> {
			assertThat(change.path()).isEqualTo("$.topic");
			assertThat(change.before()).isEqualTo("bees");
			assertThat(change.after()).isEqualTo("ants");
		});
		assertThat(diff.output().changes()).isNotEmpty();
		assertThat(diff.texts()).isEmpty();
	}

	@Test
	void valuesOfPropertiesAreReadableAndHashesAreShort() {
		call("bees", "tone=calm");
		NodeDiff diff = call("bees", "tone=loud");
		assertThat(diff.components()).filteredOn((component) -> component.name().equals("property tone"))
			.singleElement()
			.satisfies((component) -> {
				assertThat(component.changed()).isTrue();
				assertThat(component.before().text()).isEqualTo("calm");
				assertThat(component.after().text()).isEqualTo("loud");
				assertThat(component.after().hash()).hasSize(12);
			});
		assertThat(diff.components()).extracting(NodeDiff.Component::name)
			.doesNotContain("consumed", "place", "not kept");
	}

	@Test
	void textsAreNotKeptWhereInputsAreNot() throws IOException {
		call("bees", "musubito.inputs.keep=false");
		Files.writeString(this.prompt, PROMPT.replace("120", "80"));
		NodeDiff diff = call("bees", "musubito.inputs.keep=false");
		assertThat(changed(diff)).containsExactly("resource ${prompt}");
		assertThat(diff.texts()).isEmpty();
	}

	@Test
	void whatIsNoTextOrTooLongIsNotKept() throws IOException {
		Files.write(this.prompt, new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
		call("bees");
		Files.writeString(this.prompt, "x".repeat(64 * 1024 + 1));
		assertThat(call("bees").texts()).isEmpty();
	}

	private NodeDiff call(String topic, String... properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			return diff(context, draft(context, topic));
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		List<String> all = new ArrayList<>(List.of("tone=calm", "prompt=file:" + this.prompt));
		all.addAll(List.of(properties));
		return Engine.in(this.directory).start(Application.class, all.toArray(String[]::new));
	}

	private static StepView draft(ConfigurableApplicationContext context, String topic) {
		context.getBean(Letter.class).write(topic);
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow().steps().get(0);
	}

	private static NodeDiff diff(ConfigurableApplicationContext context, StepView step) {
		String baseline = (step.why() != null) ? step.why().baselineNodeId() : null;
		return new NodeComparer(context.getBean(LineageQueries.class), context.getBean(NodeStore.class))
			.diff((baseline != null) ? baseline : step.nodeId(), step.nodeId())
			.orElseThrow();
	}

	private static List<String> changed(NodeDiff diff) {
		return diff.components()
			.stream()
			.filter(NodeDiff.Component::changed)
			.map(NodeDiff.Component::name)
			.collect(Collectors.toList());
	}

	static class Writer {

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC, resources = "${prompt}", properties = "tone")
		String draft(String topic) {
			return "draft of " + topic;
		}

	}

	static class Letter {

		private final Writer writer;

		Letter(Writer writer) {
			this.writer = writer;
		}

		@MusubitoPipeline("letter")
		String write(String topic) {
			return this.writer.draft(topic);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Writer.class, Letter.class })
	static class Application {

	}

}
