package io.musubito.provenance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.testing.Engine;
import io.musubito.testing.ProvJsonRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is gone, damaged or too much is said, and never left out in silence.
 */
@Timeout(60)
class NodeProvenanceTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private String first;

	private String last;

	@BeforeEach
	void callThreeSteps() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		String a = this.steps.first("größe 🐝");
		String c = this.steps.last(this.steps.middle(a));
		this.first = nodeId(a);
		this.last = nodeId(c);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void goesBackToTheBeginning() {
		JsonNode document = document();
		assertThat(root(document).path("musubito:nodes").asInt()).isEqualTo(3);
		assertThat(root(document).path("musubito:truncated").asBoolean()).isFalse();
		assertThat(document.path("prefix").path("musubito").asString()).isEqualTo("urn:musubito:provenance:");
		assertThat(document.toString()).contains("größe 🐝");
		assertThat(result(document, this.first).path("musubito:state").asString()).isEqualTo("present");
	}

	@Test
	void whatTheLimitCutsOffIsSaid() {
		JsonNode document = ProvJsonRules.read(write(2, Integer.MAX_VALUE));
		assertThat(root(document).path("musubito:nodes").asInt()).isEqualTo(2);
		assertThat(root(document).path("musubito:truncated").asBoolean()).isTrue();
		assertThat(result(document, this.first).isMissingNode()).isTrue();
		assertThat(root(ProvJsonRules.read(write(3, Integer.MAX_VALUE))).path("musubito:truncated").asBoolean())
			.isFalse();
	}

	@Test
	void longContentsAreCutBetweenCharacters() {
		String whole = "{\"text\":\"größe ";
		JsonNode inputs = ProvJsonRules.read(write(100, whole.length() + 1))
			.path("entity")
			.path(ProvName.of("inputs", this.first));
		assertThat(inputs.path("musubito:start").asString()).isEqualTo(whole);
		assertThat(inputs.path("musubito:length").asInt()).isEqualTo(whole.length() + 4);
		assertThat(inputs.path("prov:value").isMissingNode()).isTrue();
	}

	@Test
	void contentsStopWhereThereIsNoMoreRoom() {
		ShownContents contents = new ShownContents(Integer.MAX_VALUE, true, 5);
		assertThat(contents.add(new Attributes(), "abc").values()).containsEntry("prov:value", "abc");
		assertThat(contents.add(new Attributes(), "defg").values()).containsEntry("musubito:start", "de")
			.containsEntry("musubito:length", 4);
		assertThat(contents.add(new Attributes(), "h").values()).containsEntry("musubito:start", "")
			.containsEntry("musubito:length", 1);
	}

	@Test
	void whatIsGoneIsSaid() throws SQLException {
		damage("DELETE FROM musubito_node WHERE operation = 'first'");
		JsonNode document = document();
		assertThat(document.path("entity")
			.valueStream()
			.filter((entity) -> entity.path("musubito:state").asString("").equals("gone"))).hasSize(1);
		assertThat(document.path("wasDerivedFrom")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE musubito_node SET type = 'x' WHERE operation = 'first'",
			"UPDATE musubito_node SET status = x'00' WHERE operation = 'first'",
			"DELETE FROM musubito_node_details WHERE node = (SELECT id FROM musubito_node WHERE operation = 'first')" })
	void whatCanNotBeReadIsSaid(String damage) throws SQLException {
		damage(damage);
		JsonNode document = document();
		assertThat(result(document, this.first).path("musubito:state").asString()).isEqualTo("unreadable");
		assertThat(document.path("activity")).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			UPDATE musubito_artifact SET payload = '"other"' WHERE id = (ARTIFACT)   | damaged
			UPDATE musubito_artifact SET payload = NULL WHERE id = (ARTIFACT)        | missing
			DELETE FROM musubito_artifact WHERE id = (ARTIFACT)                      | missing
			UPDATE musubito_node SET status = 'FAILED', artifact = NULL WHERE operation = 'first' | none
			""")
	void whatBecameOfAnArtifactIsSaid(String damage, String state) throws SQLException {
		damage(damage.replace("ARTIFACT", "SELECT artifact FROM musubito_node WHERE operation = 'first'"));
		assertThat(result(document(), this.first).path("musubito:state").asString()).isEqualTo(state);
	}

	@Test
	void componentsAndKindsThatAreNotKnownAreKeptAsText() throws SQLException {
		damage("UPDATE musubito_node_details SET components = '{\"moon phase\":\"full\",\"code\":\"odd/one\"}'");
		damage("UPDATE musubito_edge SET kind = 'ODD'");
		JsonNode document = document();
		assertThat(document.path("entity").valueStream()).anySatisfy((entity) -> {
			assertThat(entity.path("musubito:name").asString("")).isEqualTo("moon phase");
			assertThat(entity.path("musubito:value").asString("")).isEqualTo("full");
		}).anySatisfy((entity) -> {
			assertThat(entity.path("musubito:fingerprint").asString("")).isEqualTo("odd/one");
			assertThat(entity.path("musubito:level").asString("")).isEqualTo("unknown");
		});
		assertThat(document.path("wasDerivedFrom").valueStream()).hasSize(2)
			.allSatisfy((derivation) -> assertThat(derivation.path("musubito:kind").asString()).isEqualTo("ODD"));
	}

	@Test
	void identitiesAndReasonsThatCanNotBeReadAreNamed() throws SQLException {
		damage("UPDATE musubito_node_details SET components = 'x', why = '{'");
		assertThat(document().path("activity").path(ProvName.of("activity", this.first)).toString())
			.contains("\"musubito:identity\":\"unreadable\"", "\"musubito:reason\":\"UNKNOWN\"");
	}

	@Test
	void aReplayIsTakenFromItsProducer() throws SQLException {
		String replay = this.steps.last(this.steps.other("größe 🐝"));
		this.last = nodeId(replay);
		JsonNode document = document();
		assertThat(document.path("activity").path(ProvName.of("activity", this.last)).toString())
			.contains("musubito:Replay")
			.doesNotContain("prov:startTime");
		String producer = result(document, this.last).path("musubito:producerNodeId").asString();
		assertThat(producer).isNotEqualTo(this.last);
		assertThat(document.path("wasDerivedFrom").valueStream())
			.anySatisfy((derivation) -> assertThat(derivation.toString()).contains("PRODUCER",
					ProvName.of("result", producer)));
		damage("DELETE FROM musubito_node WHERE node_id = '" + producer + "'");
		JsonNode without = document();
		assertThat(result(without, this.last).path("musubito:producerNodeId").asString()).startsWith("gone-");
		assertThat(without.path("activity").path(ProvName.of("activity", this.last)).toString())
			.contains("musubito:Replay")
			.doesNotContain("prov:startTime");
	}

	@Test
	void namesDependOnAllOfWhatIsNamed() {
		assertThat(ProvName.of("result", "0a1b")).isEqualTo("musubito:result-0a1b");
		assertThat(ProvName.of("result", "\"><script>")).matches("musubito:result-[0-9a-f]{64}");
		assertThat(ProvName.hashed("person", "\ud83d")).isNotEqualTo(ProvName.hashed("person", "\ud83e"));
		assertThat(ProvName.hashed("component", "a", "bc")).isNotEqualTo(ProvName.hashed("component", "ab", "c"));
	}

	@Test
	void anUnknownNodeHasNone() {
		assertThat(provenance(10).write("' OR 1=1 --", 1, true)).isEmpty();
	}

	private JsonNode document() {
		String document = write(100, Integer.MAX_VALUE);
		assertThat(document).isASCII();
		return ProvJsonRules.read(document);
	}

	private String write(int limit, int characters) {
		return provenance(limit).write(this.last, characters, true).orElseThrow();
	}

	private NodeProvenance provenance(int limit) {
		return new NodeProvenance(this.context.getBean(LineageQueries.class), this.context.getBean(NodeStore.class),
				limit);
	}

	private JsonNode root(JsonNode document) {
		return document.path("entity").path(ProvName.of("document", this.last));
	}

	private static JsonNode result(JsonNode document, String nodeId) {
		return document.path("entity").path(ProvName.of("result", nodeId));
	}

	private String nodeId(String result) {
		return this.context.getBean(Musubito.class).resultOf(result).nodeId();
	}

	private void damage(String sql) throws SQLException {
		// What was replayed before is recorded
		this.context.getBean(MusubitoRuns.class).recent(1);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			for (String one : List.of("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON")) {
				statement.execute(one);
			}
			assertThat(statement.executeUpdate(sql)).isPositive();
		}
	}

	static class Steps {

		@MusubitoStep(name = "first")
		String first(String text) {
			return "first " + text;
		}

		@MusubitoStep(name = "other")
		String other(String text) {
			return "middle first " + text;
		}

		@MusubitoStep(name = "middle")
		String middle(String text) {
			return "middle " + text;
		}

		@MusubitoStep(name = "last")
		String last(String text) {
			return "last " + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Steps.class)
	static class Application {

	}

}
