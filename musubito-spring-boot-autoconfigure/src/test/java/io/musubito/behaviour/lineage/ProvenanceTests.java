package io.musubito.behaviour.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.ResumeOption;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.ai.ModelServer;
import io.musubito.behaviour.lineage.LetterApplication.Desk;
import io.musubito.provenance.NodeProvenance;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.testing.Engine;
import io.musubito.testing.ProvJsonRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The provenance of a result answers what an audit asks.
 */
@Timeout(120)
class ProvenanceTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private RunView run;

	@BeforeEach
	void writeALetter() throws IOException {
		Files.writeString(this.directory.resolve("outline.st"), "Be calm.\n");
		this.context = start();
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		assertThatIllegalStateException().isThrownBy(() -> this.context.getBean(Desk.class).write("bees"));
		assertThatIllegalStateException().isThrownBy(
				() -> runs.resume(newest(runs).runId(), ResumeOption.override("draft", "mended draft").by("bob")));
		String mended = newest(runs).runId();
		String effect = catchThrowableOfType(EffectInDoubtException.class, () -> runs.resume(mended)).nodeId();
		this.context.getBean(MusubitoLineage.class)
			.resolveEffect(effect, EffectResolution.happened(new LetterApplication.Receipt(7)).by("ada"));
		this.run = runs.resume(mended);
	}

	@AfterEach
	void close() {
		this.context.close();
		this.server.close();
	}

	@Test
	void saysWhichPromptModelCodeAndInputs() {
		JsonNode document = ProvJsonRules.read(archive(true));
		JsonNode outline = activity(document, "outline");
		assertThat(outline.path("musubito:reason").asString()).isEqualTo("FIRST_EXECUTION");
		assertThat(outline.path("musubito:runId").asString()).isNotEmpty();
		assertThat(outline.path("prov:startTime").asString())
			.isLessThanOrEqualTo(outline.path("prov:endTime").asString());
		List<JsonNode> used = used(document, "outline");
		assertThat(ofType(used, "Resource")).singleElement().satisfies((prompt) -> {
			assertThat(prompt.path("musubito:name").asString()).isEqualTo("${prompt}");
			assertThat(prompt.path("musubito:hash").asString()).matches("[0-9a-f]{12}");
			assertThat(prompt.path("prov:value").asString()).isEqualTo("Be calm.\n");
		});
		assertThat(ofType(used, "Property")).singleElement().satisfies((property) -> {
			assertThat(property.path("musubito:name").asString()).isEqualTo("tone");
			assertThat(property.path("musubito:text").asString()).isEqualTo("calm");
		});
		assertThat(ofType(used, "ModelOption")).singleElement().satisfies((option) -> {
			assertThat(option.path("musubito:name").asString()).isEqualTo("spring.ai.openai.chat.model");
			assertThat(option.path("musubito:text").asString()).isEqualTo("gpt-5-mini");
		});
		assertThat(ofType(used, "Code")).anySatisfy((code) -> {
			assertThat(code.path("musubito:fingerprint").asString()).hasSize(64);
			assertThat(code.path("musubito:level").asString()).isEqualTo("REACHABLE");
		});
		assertThat(ofType(used, "Input")).singleElement()
			.satisfies((input) -> assertThat(input.path("musubito:name").asString()).isEqualTo("topic"));
		assertThat(ofType(used, "Inputs")).singleElement()
			.satisfies((inputs) -> assertThat(inputs.path("prov:value").asString()).isEqualTo("{\"topic\":\"bees\"}"));
		assertThat(agents(document, "outline")).anySatisfy((association, agent) -> {
			assertThat(agent.path("musubito:model").asString()).isEqualTo("gpt-5-mini");
			assertThat(association.path("musubito:inputTokens").asLong()).isEqualTo(11);
			assertThat(association.path("musubito:outputTokens").asLong()).isEqualTo(7);
		}).anySatisfy((association, agent) -> assertThat(agent.path("prov:label").asString()).isEqualTo("Musubito"));
	}

	@Test
	void saysWhoResolvedAndWhoOverrodeWhat() {
		JsonNode document = ProvJsonRules.read(archive(false));
		JsonNode draft = activity(document, "draft");
		assertThat(types(draft)).containsExactly("musubito:ManualAnswer");
		assertThat(agents(document, "draft")).anySatisfy((association, agent) -> {
			assertThat(agent.path("musubito:by").asString()).isEqualTo("bob");
			assertThat(types(agent)).containsExactly("prov:Person");
		});
		JsonNode resolution = activity(document, "resolution of send");
		assertThat(resolution.path("musubito:resolution").asString()).isEqualTo("HAPPENED");
		assertThat(agents(document, "resolution of send"))
			.anySatisfy((association, agent) -> assertThat(agent.path("musubito:by").asString()).isEqualTo("ada"));
		assertThat(named(document, "wasGeneratedBy", "prov:entity", name(document, "entity", "result of send"),
				"prov:activity"))
			.containsExactly(name(document, "activity", "resolution of send"));
		String outcome = name(document, "entity", "effect of send");
		assertThat(named(document, "wasGeneratedBy", "prov:entity", outcome, "prov:activity"))
			.containsExactly(name(document, "activity", "send"));
		assertThat(List.of(document.path("entity").path(outcome))).singleElement().satisfies((effect) -> {
			assertThat(types(effect)).containsExactly("musubito:Effect");
			assertThat(effect.path("musubito:state").asString()).isEqualTo("RESOLVED");
			assertThat(effect.path("musubito:attempts").asInt()).isOne();
		});
	}

	@Test
	void saysWhatWasMadeOfWhat() {
		JsonNode document = ProvJsonRules.read(archive(false));
		assertThat(derived(document, "archive")).containsExactly("result of send");
		assertThat(derived(document, "send")).containsExactly("result of edit");
		assertThat(derived(document, "edit")).containsExactlyInAnyOrder("result of outline", "result of draft");
		assertThat(
				named(document, "wasInformedBy", "prov:informed", name(document, "activity", "edit"), "prov:informant"))
			.containsExactly(name(document, "activity", "count"));
		JsonNode result = document.path("entity").path(name(document, "entity", "result of edit"));
		assertThat(result.path("musubito:artifactId").asString()).hasSize(64);
		assertThat(result.path("musubito:state").asString()).isEqualTo("present");
		assertThat(result.path("musubito:size").asInt()).isGreaterThan(10);
	}

	@Test
	void showsNoValuesWhereTheyMayNotBeShown() {
		assertThat(archive(true)).contains("bees", "Be calm", "timeout of the mail server");
		assertThat(archive(false)).doesNotContain("bees", "Be calm", "timeout of the mail server", "\"calm\"")
			.contains("gpt-5-mini", "${prompt}", "bob", "ada");
	}

	@Test
	void isTheSameWheneverItIsAsked() {
		String document = archive(true);
		assertThat(archive(true)).isEqualTo(document);
		this.context.close();
		this.context = start();
		assertThat(archive(true)).isEqualTo(document);
	}

	private ConfigurableApplicationContext start() {
		return Engine.in(this.directory)
			.start(LetterApplication.class, "test.base-url=" + this.server.baseUrl(), "tone=calm",
					"spring.ai.openai.chat.model=gpt-5-mini", "prompt=file:" + this.directory.resolve("outline.st"));
	}

	private static RunView newest(MusubitoRuns runs) {
		return runs.recent(1).get(0);
	}

	private String archive(boolean values) {
		String node = this.run.steps()
			.stream()
			.filter((step) -> step.operation().equals("archive"))
			.map(StepView::nodeId)
			.findFirst()
			.orElseThrow();
		return new NodeProvenance(this.context.getBean(LineageQueries.class), this.context.getBean(NodeStore.class))
			.write(node, Integer.MAX_VALUE, values)
			.orElseThrow();
	}

	private static String name(JsonNode document, String section, String label) {
		return document.path(section)
			.properties()
			.stream()
			.filter((thing) -> thing.getValue().path("prov:label").asString("").equals(label))
			.map(Map.Entry::getKey)
			.reduce((one, other) -> {
				throw new AssertionError("There are several " + label);
			})
			.orElseThrow();
	}

	private static JsonNode activity(JsonNode document, String label) {
		return document.path("activity").path(name(document, "activity", label));
	}

	private static List<String> named(JsonNode document, String relation, String subject, String name, String object) {
		return document.path(relation)
			.valueStream()
			.filter((statement) -> statement.path(subject).asString("").equals(name))
			.map((statement) -> statement.path(object).asString())
			.toList();
	}

	private static List<JsonNode> used(JsonNode document, String operation) {
		return named(document, "used", "prov:activity", name(document, "activity", operation), "prov:entity").stream()
			.map((entity) -> document.path("entity").path(entity))
			.toList();
	}

	private static List<String> derived(JsonNode document, String operation) {
		return named(document, "wasDerivedFrom", "prov:generatedEntity",
				name(document, "entity", "result of " + operation), "prov:usedEntity")
			.stream()
			.map((entity) -> document.path("entity").path(entity).path("prov:label").asString())
			.toList();
	}

	private static Map<JsonNode, JsonNode> agents(JsonNode document, String label) {
		String activity = name(document, "activity", label);
		return document.path("wasAssociatedWith")
			.valueStream()
			.filter((association) -> association.path("prov:activity").asString().equals(activity))
			.collect(Collectors.toMap((association) -> association,
					(association) -> document.path("agent").path(association.path("prov:agent").asString())));
	}

	private static List<JsonNode> ofType(List<JsonNode> things, String type) {
		return things.stream().filter((thing) -> types(thing).contains("musubito:" + type)).toList();
	}

	private static List<String> types(JsonNode thing) {
		return thing.path("prov:type").valueStream().map((type) -> type.path("$").asString()).toList();
	}

}
