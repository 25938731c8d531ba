package io.musubito.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.Explanation;
import io.musubito.ExportSelection;
import io.musubito.ImportRefusedException;
import io.musubito.ImportResult;
import io.musubito.NodeStatus;
import io.musubito.Reason;
import io.musubito.RunStatus;
import io.musubito.StepType;
import io.musubito.artifact.Artifact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every store must do to export and import, told from one to another.
 */
public abstract class AbstractStoreTransferTests extends AbstractStoreTests {

	private static final ExportSelection ALL = ExportSelection.all();

	@TempDir
	Path files;

	private Store target;

	/**
	 * Another database, which is empty before the test.
	 */
	protected abstract TestDatabase otherDatabase();

	@BeforeEach
	void openOther() {
		this.target = otherDatabase().open();
	}

	@AfterEach
	void closeOther() {
		this.target.close();
	}

	/** Two runs of three steps, a replay in another lineage, an effect, and a failure. */
	protected final void recordPipeline() {
		NodeStore nodes = this.store.nodes();
		nodes.rememberText("component", "Answer shortly.\u2028\n\u0000 {question}");
		nodes.record(inRun(execution("retrieve", "a"), "run-1", 0));
		nodes.record(inRun(execution("draft", "b", data("retrieve", "a")), "run-1", 1));
		nodes.record(inRun(replay("retrieve", "a"), "run-2", 0));
		nodes.record(inRun(replayInOtherLineage("draft/2", "draft", "b", call("retrieve", "a")), "run-2", 1));
		nodes.record(execution("other", "c"));
		nodes.record(failure("broken", "No answer"));
		nodes.record(replay("other", "c"));
		this.store.runs().end("run-1", RunStatus.SUCCESS, NOW);
		this.store.runs().end("run-2", RunStatus.FAILED, NOW);
		send("send", "sent");
		this.store.definitions().rememberEffectNames("send", "", Map.of("", "head\tx\n"));
		this.store.definitions().remember(Map.of("draft", new TreeMap<>(Map.of("version", "1"))));
		awaitRecorded();
	}

	private EffectAttempt begin(Store where, String name) {
		return where.effects().begin(intent(name)).orElseThrow();
	}

	private static EffectIntent intent(String name) {
		return new EffectIntent(key(name, StepType.EXTERNAL_EFFECT), "key of " + name, "process", false, false,
				List.of(), new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null);
	}

	private void send(String name, String result) {
		send(this.store, name, result);
	}

	private void send(Store where, String name, String result) {
		EffectAttempt attempt = begin(where, name);
		assertThat(where.effects()
			.record(new EffectOutcome.Succeeded(attempt, execution(key(name, StepType.EXTERNAL_EFFECT), result))))
			.isTrue();
	}

	private static String export(Store from, ExportSelection selection) {
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		try {
			from.transfer().export(selection, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return lines.toString(StandardCharsets.UTF_8);
	}

	private Path file(String content) {
		try {
			return Files.writeString(this.files.resolve("export-" + System.nanoTime() + ".jsonl"), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ImportResult importFrom(String content) {
		return this.target.transfer().importFrom(file(content));
	}

	protected static List<String> lines(String export) {
		List<String> lines = new ArrayList<>(export.lines().toList());
		lines.remove(lines.size() - 1);
		return lines;
	}

	private static String edited(String export, UnaryOperator<String> edit) {
		return signed(lines(export).stream().map(edit).toList());
	}

	private List<String> dump() throws SQLException {
		List<String> dump = new ArrayList<>();
		try (Connection connection = otherDatabase().connect(); Statement statement = connection.createStatement()) {
			List<String> tables = new ArrayList<>();
			boolean sqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
			try (ResultSet rows = connection.getMetaData()
				.getTables(null, (sqlite) ? null : connection.getSchema(), "musubito%", new String[] { "TABLE" })) {
				while (rows.next()) {
					tables.add(rows.getString("TABLE_NAME"));
					tables.removeAll(List.of("musubito_process", "musubito_writer"));
				}
			}
			assertThat(tables).hasSizeGreaterThan(15);
			for (String table : tables) {
				try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
					while (rows.next()) {
						StringBuilder row = new StringBuilder(table);
						for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
							Object value = rows.getObject(i);
							row.append('|')
								.append((value instanceof byte[] bytes) ? HexFormat.of().formatHex(bytes) : value);
						}
						dump.add(row.toString());
					}
				}
			}
		}
		dump.sort(null);
		return dump;
	}

	@Test
	void whatIsImportedIsExportedAsItWas() throws SQLException {
		recordPipeline();
		String export = export(this.store, ALL);
		ImportResult result = importFrom(export);
		assertThat(export(this.target, ALL)).isEqualTo(export);
		assertThat(result).isEqualTo(new ImportResult(6, 0, 0, 1, 2, 0));
		assertThat(this.target.lineage().summary()).usingRecursiveComparison()
			.ignoringFields("location", "sizeBytes")
			.isEqualTo(this.store.lineage().summary());
		assertThat(this.target.nodes().find(key("draft").nodeId()).orElseThrow()).usingRecursiveComparison()
			.isEqualTo(this.store.nodes().find(key("draft").nodeId()).orElseThrow());
		assertThat(this.target.nodes().find("none", key("draft").replayKey()).orElseThrow().producerNodeId())
			.isEqualTo(this.store.nodes().find("none", key("draft").replayKey()).orElseThrow().producerNodeId());
		assertThat(this.target.runs().find("run-2")).isEqualTo(this.store.runs().find("run-2"));
		assertThat(this.target.nodes().findText("component")).isEqualTo(this.store.nodes().findText("component"));
		assertThat(this.target.effects().find(key("send").replayKey()).orElseThrow().hasHappened()).isTrue();
	}

	@Test
	void namesNoRowAndHasALineForEachRecord() {
		recordPipeline();
		String export = export(this.store, ALL);
		assertThat(export.lines()).allMatch((line) -> line.startsWith("{\"record\":\"") && line.endsWith("\"}")
				|| line.matches("\\{\"record\":.*[0-9]}"));
		assertThat(export).startsWith("{\"record\":\"export\",\"format\":1,\"scheme\":\"").endsWith("\"}\n");
		assertThat(export).doesNotContain("\u2028", "\u0000").contains("\\u2028", "\\u0000");
		assertThat(export(this.store, ALL)).as("the same each time").isEqualTo(export);
	}

	@Test
	void importedAgainNothingChanges() throws SQLException {
		recordPipeline();
		String export = export(this.store, ALL);
		importFrom(export);
		List<String> before = dump();
		assertThat(importFrom(export)).isEqualTo(new ImportResult(0, 6, 0, 0, 0, 0));
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	void addsWhatIsMissingAndLeavesTheRest() {
		recordPipeline();
		this.target.nodes().record(execution("retrieve", "a"));
		this.target.nodes().record(execution("mine", "z"));
		ImportResult result = importFrom(export(this.store, ALL));
		assertThat(result.nodes()).isEqualTo(5);
		assertThat(result.present()).isEqualTo(1);
		assertThat(result.stale()).isZero();
		assertThat(find("draft").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("mine").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void whatDependsOnAnotherResultHereIsExecutedAgain() {
		recordPipeline();
		this.target.nodes().record(execution("retrieve", "another"));
		ImportResult result = importFrom(export(this.store, ALL));
		assertThat(result.stale()).isEqualTo(2);
		assertThat(find("retrieve").artifactId()).isEqualTo(artifact("another").artifactId());
		assertThat(find("draft").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("draft").staleBy()).isEqualTo(key("retrieve").nodeId());
		assertThat(find("draft/2").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("other").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void whatWasInvalidatedHereIsNotReplayedFromThere() {
		recordPipeline();
		this.target.nodes().record(execution("draft", "b"));
		this.target.nodes().invalidate(key("draft").nodeId());
		importFrom(export(this.store, ALL));
		assertThat(find("draft").status()).isEqualTo(NodeStatus.STALE);
		assertThat(find("draft/2").status()).as("it replays the same execution").isEqualTo(NodeStatus.STALE);
		assertThat(this.target.nodes().find("none", key("draft").replayKey())).isEmpty();
	}

	@Test
	void whatWasExecutedHereStaysTheNewest() {
		this.store.nodes().record(execution(keyOfOtherLineage("draft/2", "draft"), "there"));
		this.store.nodes().record(execution("only there", "x"));
		this.target.nodes().record(execution("draft", "here"));
		importFrom(export(this.store, ALL));
		assertThat(this.target.nodes().find("none", key("draft").replayKey()).orElseThrow().artifactId())
			.isEqualTo(artifact("here").artifactId());
		assertThat(this.target.nodes().find("none", key("only there").replayKey())).isPresent();
	}

	@Test
	void whatFailedHereAndSucceededThereSucceeds() {
		recordPipeline();
		this.target.nodes().record(failure("draft", "No answer"));
		importFrom(export(this.store, ALL));
		assertThat(find("draft").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(find("draft").artifactId()).isEqualTo(artifact("b").artifactId());
	}

	@Test
	void executionsWhoseEntriesWereRemovedKeepTheirOrder() throws SQLException {
		this.store.nodes().record(execution(keyOfOtherLineage("draft/2", "draft"), "older"));
		this.store.nodes().record(execution("draft", "newer"));
		this.store.nodes().record(execution("last", "x"));
		update("DELETE FROM musubito_step_record WHERE operation = 'draft'");
		String export = export(this.store, ALL);
		importFrom(export);
		assertThat(export(this.target, ALL)).isEqualTo(export);
		assertThat(this.target.nodes().find("none", key("draft").replayKey()).orElseThrow().artifactId())
			.isEqualTo(artifact("newer").artifactId());
		update("DELETE FROM musubito_step_record");
		assertThat(export(this.store, ALL)).contains("\"execution\":3");
		update("DELETE FROM musubito_total");
		update("DELETE FROM musubito_reason_total");
	}

	private Node find(String name) {
		return this.target.nodes().find(key(name).nodeId()).orElseThrow();
	}

	@Test
	void aRunIsCompleteByItself() {
		recordPipeline();
		String export = export(this.store, ExportSelection.run("run-2"));
		ImportResult result = importFrom(export);
		assertThat(result.runs()).isEqualTo(1);
		assertThat(export(this.target, ExportSelection.run("run-2"))).isEqualTo(export);
		assertThat(this.target.runs().find("run-2")).isEqualTo(this.store.runs().find("run-2"));
		assertThat(find("draft/2").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(this.target.nodes().find(key("other").nodeId())).isEmpty();
		assertThat(export).doesNotContain("run-1", "\"record\":\"total\"");
	}

	@Test
	void anOperationIsCompleteByItself() {
		recordPipeline();
		String export = export(this.store, ExportSelection.operation("draft"));
		ImportResult result = importFrom(export);
		assertThat(result).isEqualTo(new ImportResult(3, 0, 0, 0, 0, 0));
		assertThat(export(this.target, ExportSelection.operation("draft"))).isEqualTo(export);
		assertThat(find("draft").status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(export).contains("\"retrieve\"").doesNotContain("\"other\"", "\"send\"", "\"record\":\"run\"");
		importFrom(export(this.store, ExportSelection.operation("send")));
		assertThat(this.target.effects().find(key("send").replayKey()).orElseThrow().hasHappened()).isTrue();
		assertThat(this.target.definitions().findEffectNames("send", "")).isNotEmpty();
	}

	@Test
	void whatIsNotThereCanNotBeExported() {
		recordPipeline();
		assertThatIllegalArgumentException().isThrownBy(() -> export(this.store, ExportSelection.run("run-3")))
			.withMessageContaining("run-3");
		assertThatIllegalArgumentException().isThrownBy(() -> export(this.store, ExportSelection.operation("nope")))
			.withMessageContaining("nope");
		assertThat(this.store.degraded()).isZero();
	}

	@Test
	void anEffectThatHappenedThereDoesNotHappenHere() {
		send("send", "sent");
		importFrom(export(this.store, ALL));
		Effect effect = this.target.effects().find(key("send").replayKey()).orElseThrow();
		assertThat(effect.hasHappened()).isTrue();
		assertThat(effect.artifactId()).isEqualTo(artifact("sent").artifactId());
		assertThat(this.target.effects().begin(intent("send"))).isEmpty();
	}

	@Test
	void anEffectThatIsPerformedThereIsInDoubtHere() {
		begin(this.store, "send");
		importFrom(export(this.store, ALL));
		assertThat(this.target.effects().find(key("send").replayKey()).orElseThrow().state())
			.isEqualTo(EffectState.UNKNOWN);
		assertThat(find("send").status()).isEqualTo(NodeStatus.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "SUCCEEDED, SUCCEEDED, SUCCEEDED, here", "SUCCEEDED, UNKNOWN, SUCCEEDED, here",
			"SUCCEEDED, NOT_HAPPENED, SUCCEEDED, here", "UNKNOWN, SUCCEEDED, SUCCEEDED, there",
			"UNKNOWN, NOT_HAPPENED, UNKNOWN,", "UNKNOWN, UNKNOWN, UNKNOWN,",
			"NOT_HAPPENED, SUCCEEDED, SUCCEEDED, there", "NOT_HAPPENED, UNKNOWN, UNKNOWN,",
			"NOT_HAPPENED, NOT_HAPPENED, NOT_HAPPENED,", "NOT_HAPPENED, STARTED, UNKNOWN,",
			"STARTED, SUCCEEDED, STARTED,", "STARTED, NOT_HAPPENED, STARTED," })
	void ofTwoStatesOfAnEffectTheOneThatPerformsLessIsKept(EffectState here, EffectState there, EffectState kept,
			String result) {
		attempt(this.target, here, "here");
		attempt(this.store, there, "there");
		importFrom(export(this.store, ALL));
		Effect effect = this.target.effects().find(key("send").replayKey()).orElseThrow();
		assertThat(effect.state()).isEqualTo(kept);
		assertThat(effect.artifactId()).isEqualTo((result != null) ? artifact(result).artifactId() : null);
		assertThat(find("send").status()).isEqualTo(switch (kept) {
			case SUCCEEDED -> NodeStatus.SUCCESS;
			case UNKNOWN -> NodeStatus.UNKNOWN;
			case STARTED -> NodeStatus.RUNNING;
			default -> NodeStatus.FAILED;
		});
		if (result != null) {
			assertThat(find("send").artifactId()).isEqualTo(artifact(result).artifactId());
		}
	}

	private void attempt(Store where, EffectState state, String result) {
		EffectAttempt attempt = begin(where, "send");
		Execution execution = execution(key("send", StepType.EXTERNAL_EFFECT), result);
		switch (state) {
			case SUCCEEDED -> where.effects().record(new EffectOutcome.Succeeded(attempt, execution));
			case UNKNOWN -> where.effects().record(new EffectOutcome.Unknown(attempt, failure("send", "x").journal()));
			case NOT_HAPPENED ->
				where.effects().record(new EffectOutcome.NotHappened(attempt, failure("send", "x").journal()));
			default -> {
			}
		}
	}

	@Test
	void effectsThatCountByOtherNamesAreRefused() throws SQLException {
		recordPipeline();
		this.target.definitions().rememberEffectNames("send", "", Map.of("", "head\ty\n"));
		refused(export(this.store, ALL), "\"record\":\"effectNames\"", "count by other names");
	}

	private void refused(String export, String line, String reason) throws SQLException {
		List<String> before = dump();
		int expected = IntStream.range(0, (int) export.lines().count())
			.filter((index) -> export.lines().toList().get(index).contains(line))
			.findFirst()
			.orElseThrow() + 1;
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> importFrom(export))
			.withMessageContaining("line " + expected + ":")
			.withMessageContaining(reason)
			.satisfies((refusal) -> assertThat(refusal.line()).isEqualTo(expected));
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	void anEditedFileIsRefused() throws SQLException {
		recordPipeline();
		importFrom(export(this.store, ExportSelection.operation("other")));
		String export = export(this.store, ALL);
		refused(export.replace("No answer", "My answer"), "\"record\":\"end\"", "some were changed");
		refused(export.replaceFirst("\\{\"record\":\"total\".*\n", ""), "\"record\":\"end\"", "some were changed");
		refusedAfterItsEnd(export + "\n");
	}

	private void refusedAfterItsEnd(String export) throws SQLException {
		List<String> before = dump();
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> importFrom(export))
			.withMessageContaining("something follows")
			.satisfies((refusal) -> assertThat(refusal.line()).isEqualTo(export.lines().count()));
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	void aFileThatWasCutOffIsRefusedWhereverThatIs() throws SQLException {
		recordPipeline();
		String export = export(this.store, ALL);
		List<String> before = dump();
		for (int length = 0; length < export.length(); length += 97) {
			String cut = export.substring(0, length);
			assertThatExceptionOfType(ImportRefusedException.class).as("%d", length)
				.isThrownBy(() -> importFrom(cut))
				.withMessageContaining("cut off");
		}
		assertThat(dump()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "\"scheme\":\"musubito/3\" # \"scheme\":\"musubito/2\" # identity scheme",
			"\"effectScheme\":\" # \"effectScheme\":\"x # identity scheme", "\"format\":1 # \"format\":2 # format 2",
			"\"format\":1, # # format null", "\"namespace\":\" # \"namespace\":\"other # musubito.namespace=other",
			"{\"record\":\"export\" # {\"record\":\"import\" # not the first line" })
	void whatIsOfAnotherKindIsRefusedByItsFirstLine(String part, String replacement, String reason)
			throws SQLException {
		recordPipeline();
		String export = edited(export(this.store, ALL), (line) -> (line.contains("\"format\""))
				? line.replace(part, (replacement != null) ? replacement : "") : line);
		refused(export, "\"scheme\"", reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#',
			value = { "\"content\":\"\\\"b\\\"\" # \"content\":\"\\\"B\\\"\" # not that of its hash",
					"\"status\":\"SUCCESS\" # \"status\":\"PERFECT\" # 'status'",
					"\"status\":\"SUCCESS\" # \"state\":\"SUCCESS\" # needs 'status'",
					"\"operation\":\"draft\" # \"operation\":\"draft\",\"operation\":\"x\" # 'x' # it is",
					"\"kept\":1 # \"kept\":2 # 'kept'", "\"kept\":1 # \"kept\":1.5 # whole numbers",
					"\"kept\":1 # \"kept\": 1 # not written as",
					"\"record\":\"node\" # \"record\":\"vertex\" # does not know",
					"\"type\":\"STOCHASTIC\" # \"type\":\"STOCHASTIC\",\"zeal\":1 # 'zeal'",
					"\"operation\":\"retrieve\" # \"operation\":\"\\ud800\" # 'operation'",
					"\"upstream\":\" # \"upstream\":\"0 # 'upstream'",
					"\"record\":\"step\",\"number\":2 # \"record\":\"step\",\"number\":1 # not where",
					"\"execution\":1 # \"execution\":70 # one after the other" })
	void whatIsTamperedWithIsRefusedThoughItIsSigned(String part, String replacement, String reason)
			throws SQLException {
		recordPipeline();
		String export = export(this.store, ALL);
		List<String> lines = lines(export);
		int line = IntStream.range(0, lines.size())
			.filter((index) -> lines.get(index).contains(part))
			.findFirst()
			.orElseThrow();
		lines.set(line, lines.get(line).replace(part, replacement));
		List<String> before = dump();
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> importFrom(signed(lines)))
			.satisfies((refusal) -> assertThat(refusal.line()).isGreaterThanOrEqualTo(line + 1));
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> importFrom(signed(lines)))
			.withMessageContaining(reason);
		assertThat(dump()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "artifact", "node", "run" })
	void aReferenceToWhatIsNowhereIsRefused(String kind) throws SQLException {
		recordPipeline();
		List<String> lines = lines(export(this.store, ALL));
		lines.removeIf((line) -> line.startsWith("{\"record\":\"" + kind + "\"") && line.indexOf("\"draft\"") < 0);
		lines.removeIf((line) -> "run".equals(kind) && line.contains("\"record\":\"run"));
		List<String> before = dump();
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> importFrom(signed(lines)))
			.withMessageContaining("it refers to " + kind);
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	void hostileContentsSurvive() {
		NodeStore nodes = this.store.nodes();
		byte[] large = ("\"" + "\u2028 long \\u0000 ".repeat(500_000) + "\"").getBytes(StandardCharsets.UTF_8);
		byte[] noText = { '"', (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n', '"' };
		byte[] lines = "{\n\t\"a\" : \"\\ud800\",\r\n \"b\u2029\u0085\ud83d\udc1d\": 1 }"
			.getBytes(StandardCharsets.UTF_8);
		byte[] forged = "\"\n{\\\"record\\\":\\\"end\\\"}\n\"".getBytes(StandardCharsets.UTF_8);
		List<byte[]> payloads = List.of(large, noText, lines, forged, new byte[0]);
		for (int i = 0; i < payloads.size(); i++) {
			Execution execution = execution("step \n{\"record\":\"end\"}/" + i, "x");
			nodes.record(new Execution(execution.key(), new Artifact(hash(payloads.get(i)), payloads.get(i)), true,
					execution.executedAt(), execution.duration(), List.of(), execution.journal()));
		}
		String export = export(this.store, ALL);
		importFrom(export);
		assertThat(export(this.target, ALL).equals(export)).isTrue();
		for (byte[] payload : payloads) {
			assertThat(Arrays.equals(this.target.nodes().findPayload(hash(payload)).orElseThrow(), payload)).isTrue();
		}
	}

	@Test
	void whatIsErasedIsInNoExportAndIsNotBroughtBack() throws SQLException {
		recordPipeline();
		String before = export(this.store, ALL);
		this.store.retention().erase(key("draft").nodeId(), NOW);
		String erased = export(this.store, ALL);
		assertThat(before).contains("\\\"draft\\\"");
		assertThat(erased).doesNotContain("\\\"draft\\\"", "\\\"b\\\"").contains("\"staleBy\":\"erasure\"");
		importFrom(erased);
		assertThat(export(this.target, ALL)).isEqualTo(erased);
		refused(before, "\\\"b\\\"", "was erased in this store");
		refused(edited(before, (line) -> line.replace(",\"content\":\"\\\"b\\\"\"", "")), key("draft").nodeId(),
				"was erased in this store");
	}

	@Test
	void whatWasErasedThereAndIsHereIsTold() {
		recordPipeline();
		importFrom(export(this.store, ALL));
		this.store.retention().erase(key("draft").nodeId(), NOW);
		ImportResult result = importFrom(export(this.store, ALL));
		assertThat(result.erasedElsewhere()).isEqualTo(2);
		assertThat(find("draft").status()).isEqualTo(NodeStatus.SUCCESS);
	}

	@Test
	void whatIsDamagedIsExecutedAgain() throws SQLException {
		recordPipeline();
		update("UPDATE musubito_artifact SET payload = 'other' WHERE artifact_id = '" + artifact("c").artifactId()
				+ "'");
		String export = export(this.store, ALL);
		importFrom(export);
		assertThat(export(this.target, ALL)).isEqualTo(export);
		byte[] payload = find("other").payload();
		assertThat(payload == null || !hash(payload).equals(artifact("c").artifactId())).isTrue();
		this.target.nodes().record(execution("other", "c"));
		assertThat(find("other").payload()).isEqualTo(artifact("c").payload());
	}

	@Test
	void anExportIsOfOneMoment() {
		AtomicInteger recorded = new AtomicInteger();
		CompletableFuture<Void> steps = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 400; i++) {
				this.store.nodes().record(execution("first/" + i, "a" + i));
				this.store.nodes().record(execution("second/" + i, "b" + i, data("first/" + i, "a" + i)));
				recorded.incrementAndGet();
			}
		});
		int imports = 0;
		while (!steps.isDone() || imports == 0) {
			int before = recorded.get();
			ImportResult result = importFrom(export(this.store, ALL));
			assertThat(result.present() + result.nodes()).isGreaterThanOrEqualTo(before * 2L);
			assertThat(result.stale()).isZero();
			imports++;
		}
		assertThat(steps).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void codeWhoseHashDoesNotMatchIsNotExported() {
		this.store.nodes()
			.rememberCode(
					new RecordedCode("no hash", CodeLevel.METHOD, new TreeMap<>(Map.of("a", "b")), CodeBoundary.NONE));
		awaitRecorded();
		assertThat(export(this.store, ALL)).doesNotContain("no hash");
	}

}
