package io.musubito.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.EffectInDoubtException;
import io.musubito.ExportSelection;
import io.musubito.GraphQuery;
import io.musubito.ImportRefusedException;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoTransfer;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.ResumeOption;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.store.Store;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.CanaryApplication.Desk;
import io.musubito.testing.CanaryApplication.Passage;
import io.musubito.testing.CanaryApplication.Steps;
import io.musubito.testing.StoredBytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An application whose store is encrypted: nothing private is stored as it is, and what
 * can't be decrypted is missing, and never a value.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractEncryptedStoreTests {

	private static final String FIRST = "musubito.encryption.keys.a.value=" + key(1);

	private static final String SECOND = "musubito.encryption.keys.b.value=" + key(2);

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	/**
	 * Starts the application on the database of the test, as it was left.
	 */
	abstract ConfigurableApplicationContext startOn(Path place, String... properties);

	/**
	 * Connects to that database beside the application.
	 */
	abstract Connection connect(Path place) throws SQLException;

	private static String key(int number) {
		byte[] key = new byte[32];
		java.util.Arrays.fill(key, (byte) number);
		return Base64.getEncoder().encodeToString(key);
	}

	@BeforeEach
	void reset() throws IOException {
		CanaryApplication.EXECUTED.set(0);
		CanaryApplication.SENT.set(0);
		CanaryApplication.FAILING.set(false);
		Files.writeString(this.directory.resolve("prompt.st"), CanaryApplication.PROMPT + " {question}");
	}

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	private Path place() {
		return this.directory.resolve("stored");
	}

	private void start(String... properties) {
		startAt(place(), properties);
	}

	private void startAt(Path place, String... properties) {
		stop();
		this.context = startOn(place, Stream
			.concat(Stream.of("tone=" + CanaryApplication.TONE, "prompt=file:" + this.directory.resolve("prompt.st")),
					Stream.of(properties))
			.toArray(String[]::new));
	}

	private Steps steps() {
		return this.context.getBean(Steps.class);
	}

	private Desk desk() {
		return this.context.getBean(Desk.class);
	}

	private MusubitoRuns runs() {
		return this.context.getBean(MusubitoRuns.class);
	}

	private MusubitoLineage lineage() {
		return this.context.getBean(MusubitoLineage.class);
	}

	private MusubitoTransfer transfer() {
		return this.context.getBean(MusubitoTransfer.class);
	}

	private NodeView node(String operation) {
		return lineage().graph(GraphQuery.operation(operation))
			.nodes()
			.stream()
			.filter((node) -> node.operation().equals(operation))
			.reduce((one, other) -> other)
			.orElseThrow();
	}

	/**
	 * Records something of each kind.
	 */
	private void recordAll() {
		desk().issue(CanaryApplication.ARGUMENT);
		desk().issue(CanaryApplication.ARGUMENT + "Changed");
		CanaryApplication.FAILING.set(true);
		assertThatIllegalStateException().isThrownBy(() -> desk().issue(CanaryApplication.ARGUMENT + "Failing"));
		CanaryApplication.FAILING.set(false);
		assertThatIllegalStateException().isThrownBy(() -> steps().send("nobody " + CanaryApplication.ARGUMENT));
		RunView failed = runs().recent(1).get(0);
		resume(failed.runId(), ResumeOption.override("draft", new Passage(CanaryApplication.GIVEN)).by("ada"));
		String submitted = runs().submit("issue", CanaryApplication.ARGUMENT + "Submitted").runId();
		Awaitility.await().until(() -> runs().find(submitted).orElseThrow().status() == RunStatus.SUCCESS);
		runs().recent(1);
	}

	private RunView resume(String runId, ResumeOption... options) {
		String resumed = runs().resume(runId, options).runId();
		Awaitility.await().until(() -> runs().find(resumed).orElseThrow().status() != RunStatus.RUNNING);
		return runs().find(resumed).orElseThrow();
	}

	private void export(Path target) {
		transfer().export(ExportSelection.all(), target);
	}

	private Set<String> columnsWithCanaries() throws SQLException {
		try (Connection connection = connect(place())) {
			return StoredBytes.columnsWith(connection, CanaryApplication.CANARY);
		}
	}

	@Test
	void withoutAKeyEachPrivateColumnHasACanary() throws SQLException {
		start();
		recordAll();
		assertThat(columnsWithCanaries()).containsExactlyInAnyOrder("musubito_artifact.payload",
				"musubito_text.content", "musubito_node_details.components", "musubito_node_details.inputs",
				"musubito_node_details.why", "musubito_node.error", "musubito_call.arguments",
				"musubito_step_record.why", "musubito_step_record.error", "musubito_effect.error",
				"musubito_definition.components");
		export(this.directory.resolve("export.jsonl"));
		assertThat(this.directory.resolve("export.jsonl")).content().contains(CanaryApplication.CANARY);
	}

	@Test
	void withAKeyNothingIsStoredAsItIs(CapturedOutput output) throws Exception {
		Path export = place().resolve("export.jsonl");
		start(FIRST);
		recordAll();
		export(export);
		if (lineage() != null && isFile()) {
			lineage().backup(place().resolve("backup.db"));
		}
		assertThat(columnsWithCanaries()).isEmpty();
		// While it is open, with its log, and closed
		assertThat(StoredBytes.filesWith(place(), CanaryApplication.CANARY)).isEmpty();
		stop();
		assertThat(StoredBytes.filesWith(place(), CanaryApplication.CANARY)).isEmpty();
		assertThat(output).doesNotContain(key(1));
		start(FIRST);
		int executed = CanaryApplication.EXECUTED.get();
		assertThat(desk().issue(CanaryApplication.ARGUMENT)).isEqualTo(CanaryApplication.RESULT);
		assertThat(CanaryApplication.EXECUTED).hasValue(executed);
		assertThat(lineage().explain(node("retrieve").nodeId())).isNotNull();
		assertThat(runs().plan(runs().recent(1).get(0).runId()).steps()).isNotEmpty();
	}

	boolean isFile() {
		return false;
	}

	@Test
	void aKeyIsReplacedWithoutExecutingAgain() throws SQLException {
		start(FIRST);
		steps().retrieve("q");
		start(SECOND, FIRST, "musubito.encryption.active-key=b");
		steps().retrieve("q");
		steps().retrieve("q2");
		assertThat(CanaryApplication.EXECUTED).hasValue(2);
		start(SECOND);
		steps().retrieve("q2");
		assertThat(CanaryApplication.EXECUTED).hasValue(2);
		steps().retrieve("q");
		assertThat(CanaryApplication.EXECUTED).hasValue(3);
		steps().retrieve("q");
		assertThat(CanaryApplication.EXECUTED).hasValue(3);
	}

	@Test
	void whatWasStoredBeforeThereWasAKeyIsReplayed() throws SQLException {
		start();
		steps().retrieve("q");
		start(FIRST);
		steps().retrieve("q");
		assertThat(CanaryApplication.EXECUTED).hasValue(1);
	}

	@Test
	void withAnotherKeyStepsExecuteAndSayWhy(CapturedOutput output) {
		start(FIRST);
		desk().issue(CanaryApplication.ARGUMENT);
		String run = runs().recent(1).get(0).runId();
		int sent = CanaryApplication.SENT.get();
		CanaryApplication.EXECUTED.set(0);
		start(SECOND);
		assertMiss("it is encrypted with the key 'a', which musubito.encryption.keys does not have. Add it there "
				+ "beside the others", run, sent, output);
	}

	@Test
	void withAnotherKeyOfTheSameIdStepsExecuteAndSayWhy(CapturedOutput output) {
		start(FIRST);
		desk().issue(CanaryApplication.ARGUMENT);
		String run = runs().recent(1).get(0).runId();
		int sent = CanaryApplication.SENT.get();
		CanaryApplication.EXECUTED.set(0);
		start("musubito.encryption.keys.a.value=" + key(3));
		assertMiss("it is encrypted with a key 'a' that is not the one of musubito.encryption.keys.a", run, sent,
				output);
	}

	@Test
	void withoutTheKeyStepsExecuteAndSayWhy(CapturedOutput output) {
		start(FIRST);
		desk().issue(CanaryApplication.ARGUMENT);
		String run = runs().recent(1).get(0).runId();
		int sent = CanaryApplication.SENT.get();
		CanaryApplication.EXECUTED.set(0);
		start();
		assertMiss("it is encrypted, and this application has no keys. Set musubito.encryption.keys", run, sent,
				output);
	}

	private void assertMiss(String why, String run, int sent, CapturedOutput output) {
		assertThat(steps().retrieve(CanaryApplication.ARGUMENT)).isNotNull();
		assertThat(CanaryApplication.EXECUTED).hasValue(1);
		NodeView retrieved = node("retrieve");
		assertThat(retrieved.why().reason()).isEqualTo(Reason.ARTIFACT_CORRUPT);
		assertThat(retrieved.why().toString()).contains(why);
		assertThat(output).contains(why).contains("counts as missing").doesNotContain("is damaged");
		assertThatExceptionOfType(EffectInDoubtException.class)
			.isThrownBy(
					() -> steps().send(CanaryApplication.ARGUMENT + "Receiver" + CanaryApplication.ARGUMENT.length()))
			.withMessageContaining("can't be read any more: ")
			.withMessageContaining(why)
			.withMessageContaining("It is not performed again")
			.withMessageContaining("resolveEffect");
		assertThat(CanaryApplication.SENT).hasValue(sent);
		assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs().resume(run))
			.withMessageContaining(why);
		// Whoever looks sees that it is there, and not what it is
		assertThat(runs().find(run).orElseThrow().steps()).hasSize(6);
		NodeView sentNode = node("send");
		assertThat(this.context.getBean(Store.class).lineage().find(sentNode.nodeId()).orElseThrow().artifact())
			.contains("can't be read: ");
		// And it is recorded anew
		steps().retrieve(CanaryApplication.ARGUMENT);
		assertThat(CanaryApplication.EXECUTED).hasValue(1);
	}

	@Test
	void theStateOfOthersIsLeftAloneByWhoCantReadIt() {
		start(FIRST);
		desk().issue(CanaryApplication.ARGUMENT);
		start(SECOND);
		runs().recent(10).forEach((run) -> runs().find(run.runId()));
		lineage().graph(GraphQuery.all());
		start(FIRST);
		CanaryApplication.EXECUTED.set(0);
		desk().issue(CanaryApplication.ARGUMENT);
		assertThat(CanaryApplication.EXECUTED).hasValue(0);
	}

	@Test
	void aChangedCiphertextIsAMiss() throws SQLException {
		start(FIRST);
		Passage long1 = steps().draft(new Passage("p"), "q");
		for (String change : List.of("flip", "cut", "empty", "mark", "move")) {
			steps().retrieve("q");
			CanaryApplication.EXECUTED.set(0);
			stop();
			changeArtifacts(change);
			start(FIRST);
			assertThat(steps().draft(new Passage("p"), "q")).as(change).isEqualTo(long1);
			assertThat(steps().retrieve("q").text()).as(change).isEqualTo(CanaryApplication.RESULT + "1");
			assertThat(CanaryApplication.EXECUTED).as(change).hasValue(2);
			assertThat(outcomeOf(steps().retrieve("q"))).isEqualTo(StepOutcome.REPLAYED);
		}
	}

	private StepOutcome outcomeOf(Object result) {
		return this.context.getBean(Musubito.class).resultOf(result).outcome();
	}

	private void changeArtifacts(String change) throws SQLException {
		try (Connection connection = connect(place())) {
			List<Object> ids = new ArrayList<>();
			List<byte[]> payloads = new ArrayList<>();
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT id, payload FROM musubito_artifact ORDER BY id")) {
				while (rows.next()) {
					ids.add(rows.getObject(1));
					payloads.add(rows.getBytes(2));
				}
			}
			try (PreparedStatement update = connection
				.prepareStatement("UPDATE musubito_artifact SET payload = ? WHERE id = ?")) {
				for (int i = 0; i < ids.size(); i++) {
					byte[] payload = payloads.get(i);
					update.setBytes(1, switch (change) {
						case "flip" -> {
							payload[payload.length - 5] ^= 1;
							yield payload;
						}
						case "cut" -> java.util.Arrays.copyOf(payload, payload.length / 2);
						case "empty" -> new byte[0];
						case "mark" -> java.util.Arrays.copyOf(payload, 4);
						default -> payloads.get((i + 1) % payloads.size());
					});
					update.setObject(2, ids.get(i));
					update.executeUpdate();
				}
			}
		}
	}

	@Test
	void anExportIsReadWithItsKeyOnly() throws IOException {
		Path export = this.directory.resolve("export.jsonl");
		Path again = this.directory.resolve("again.jsonl");
		start(FIRST);
		recordAll();
		export(export);
		assertThat(Files.readString(export)).doesNotContain(CanaryApplication.CANARY);
		CanaryApplication.EXECUTED.set(0);
		CanaryApplication.SENT.set(0);
		startAt(this.directory.resolve("two"), SECOND, FIRST, "musubito.encryption.active-key=b");
		transfer().importFrom(export);
		export(again);
		desk().issue(CanaryApplication.ARGUMENT);
		assertThat(CanaryApplication.EXECUTED).hasValue(0);
		assertThat(CanaryApplication.SENT).hasValue(0);
		startAt(this.directory.resolve("three"), FIRST);
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> transfer().importFrom(again))
			.withMessageContaining("line 2")
			.withMessageContaining("it is encrypted with the key 'b', which musubito.encryption.keys does not have");
		startAt(this.directory.resolve("four"));
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> transfer().importFrom(export))
			.withMessageContaining("line 2")
			.withMessageContaining("this application has no keys");
		assertThat(lineage().graph(GraphQuery.all()).nodes()).isEmpty();
	}

	@Test
	void anExportForOthersIsNotEncrypted() throws IOException {
		Path export = this.directory.resolve("export.jsonl");
		start(FIRST, "musubito.encryption.exports=false");
		desk().issue(CanaryApplication.ARGUMENT);
		export(export);
		assertThat(Files.readString(export, StandardCharsets.UTF_8)).contains(CanaryApplication.RESULT);
		CanaryApplication.EXECUTED.set(0);
		startAt(this.directory.resolve("two"));
		transfer().importFrom(export);
		desk().issue(CanaryApplication.ARGUMENT);
		assertThat(CanaryApplication.EXECUTED).hasValue(0);
	}

	@Test
	void whatIsErasedIsErased() throws SQLException {
		start(FIRST);
		recordAll();
		assertThat(lineage().erase(node("retrieve").nodeId())).isPositive();
		assertThat(this.context.getBean(Store.class).lineage().find(node("retrieve").nodeId()).orElseThrow().artifact())
			.isNull();
		try (Connection connection = connect(place());
				Statement statement = connection.createStatement();
				ResultSet views = statement
					.executeQuery("SELECT count(*) FROM musubito_v_values v, musubito_v_steps s")) {
			assertThat(views.next()).isTrue();
			assertThat(views.getInt(1)).isPositive();
		}
	}

}
