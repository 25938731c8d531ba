package io.musubito.behaviour.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.musubito.ExportSelection;
import io.musubito.GraphQuery;
import io.musubito.ImportRefusedException;
import io.musubito.ImportResult;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoTransfer;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.ResumeOption;
import io.musubito.RunStatus;
import io.musubito.StoreException;
import io.musubito.behaviour.transfer.AnswerApplication.Desk;
import io.musubito.behaviour.transfer.AnswerApplication.Text;
import io.musubito.store.Recordings;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What one application has recorded is replayed by another one.
 */
@Tag("slow")
@Timeout(120)
class TransferTests extends Recordings {

	@TempDir
	Path directory;

	private Path export;

	@BeforeEach
	void reset() {
		this.export = this.directory.resolve("musubito-export.jsonl");
		AnswerApplication.EXECUTED.set(0);
		AnswerApplication.SENT.set(0);
	}

	private ConfigurableApplicationContext start(String name, String... properties) {
		return Engine.in(this.directory.resolve(name)).start(AnswerApplication.class, properties);
	}

	private static MusubitoTransfer transfer(ConfigurableApplicationContext context) {
		return context.getBean(MusubitoTransfer.class);
	}

	private String record(ConfigurableApplicationContext context) throws Exception {
		String answer = context.getBean(Desk.class).answer("why");
		assertThat(AnswerApplication.EXECUTED.getAndSet(0)).isEqualTo(11);
		assertThat(AnswerApplication.SENT.getAndSet(0)).isEqualTo(1);
		return answer;
	}

	private static void assertReplays(ConfigurableApplicationContext context, String answer) throws Exception {
		assertThat(context.getBean(Desk.class).answer("why")).isEqualTo(answer);
		assertThat(AnswerApplication.EXECUTED).hasValue(0);
		assertThat(AnswerApplication.SENT).hasValue(0);
	}

	@Test
	void anotherApplicationReplaysAllAndPerformsNoEffect() throws Exception {
		String answer;
		try (var context = start("one")) {
			answer = record(context);
			transfer(context).export(ExportSelection.all(), this.export);
		}
		try (var context = start("two", "musubito.store.import-from=" + this.export)) {
			assertReplays(context, answer);
			Path again = this.directory.resolve("again.jsonl");
			transfer(context).export(ExportSelection.all(), again);
			assertThat(again).content().contains("\"record\":\"run\"");
		}
		try (var context = start("three")) {
			assertThat(transfer(context).importFrom(this.export).nodes()).isEqualTo(13);
			Path again = this.directory.resolve("again-3.jsonl");
			transfer(context).export(ExportSelection.all(), again);
			assertThat(again).hasSameTextualContentAs(this.export);
			assertReplays(context, answer);
		}
	}

	@Test
	void aRunIsReplayedByWhatIsInItsExport() throws Exception {
		String answer;
		try (var context = start("one")) {
			answer = record(context);
			context.getBean(Desk.class).answer("who");
			AnswerApplication.EXECUTED.set(0);
			AnswerApplication.SENT.set(0);
			String runId = context.getBean(MusubitoRuns.class).recent(2).get(1).runId();
			transfer(context).export(ExportSelection.run(runId), this.export);
			assertThat(this.export).content().doesNotContain("about who");
		}
		try (var context = start("two", "musubito.store.import-from=" + this.export)) {
			assertReplays(context, answer);
		}
	}

	@Test
	void whatWasGivenByHandIsImportedWithItsRun() throws Exception {
		String runId;
		Path run = this.directory.resolve("run.jsonl");
		try (var context = start("one")) {
			record(context);
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			String draft = context.getBean(MusubitoLineage.class)
				.graph(GraphQuery.all())
				.nodes()
				.stream()
				.map(NodeView::operation)
				.filter((operation) -> operation.endsWith("#sum"))
				.findFirst()
				.orElseThrow();
			runId = runs.resume(runs.recent(1).get(0).runId(), ResumeOption.override(draft, new Text("by hand")))
				.runId();
			Awaitility.await().until(() -> runs.find(runId).orElseThrow().status() == RunStatus.SUCCESS);
			transfer(context).export(ExportSelection.all(), this.export);
			transfer(context).export(ExportSelection.run(runId), run);
		}
		try (var context = start("two", "musubito.store.import-from=" + this.export)) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			assertThat(runs.find(runId).orElseThrow().resumedFrom()).isNotNull();
			assertThat(context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes())
				.anyMatch((node) -> node.status() == NodeStatus.MANUAL);
			Path again = this.directory.resolve("again.jsonl");
			transfer(context).export(ExportSelection.run(runId), again);
			assertThat(again).hasSameTextualContentAs(run).content().contains("\"record\":\"override\"");
		}
	}

	@Test
	void aFileThatIsRefusedFailsTheStart() throws Exception {
		try (var context = start("one")) {
			record(context);
			transfer(context).export(ExportSelection.all(), this.export);
		}
		List<String> lines = Files.readAllLines(this.export);
		Files.write(this.export, lines.subList(0, lines.size() - 1));
		Engine two = Engine.in(this.directory.resolve("two"));
		two.runner(AnswerApplication.class)
			.withPropertyValues("musubito.store.import-from=" + this.export)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(ImportRefusedException.class)
				.hasMessageContaining("line " + lines.size() + ": the file ends here"));
		assertThat(two.store()).doesNotExist();
	}

	@Test
	void aNodeThatAnswersForAnotherCallIsRefused() throws Exception {
		try (var context = start("one")) {
			record(context);
			transfer(context).export(ExportSelection.all(), this.export);
		}
		List<String> lines = new ArrayList<>(Files.readAllLines(this.export));
		lines.remove(lines.size() - 1);
		Pattern key = Pattern.compile("\"replayKey\":\"[0-9a-f]{4}");
		int refused = 0;
		for (int i = 0; i < lines.size(); i++) {
			List<String> changed = new ArrayList<>(lines);
			changed.set(i, key.matcher(lines.get(i)).replaceFirst("\"replayKey\":\"0123"));
			boolean marked = lines.get(i).contains("sample");
			if (!changed.get(i).equals(lines.get(i)) && !marked) {
				int line = i + 1;
				Path file = Files.writeString(this.directory.resolve("changed-" + i), signed(changed));
				try (var context = start("two")) {
					assertThatExceptionOfType(ImportRefusedException.class)
						.isThrownBy(() -> transfer(context).importFrom(file))
						.withMessageContaining("its id is not that of its replay key")
						.satisfies((refusal) -> assertThat(refusal.line()).isEqualTo(line));
				}
				refused++;
			}
		}
		assertThat(refused).isEqualTo(11);
	}

	@Test
	void anExportIsForItsOwnerAndNeverReplacesAFile() throws Exception {
		try (var context = start("one")) {
			record(context);
			MusubitoTransfer transfer = transfer(context);
			transfer.export(ExportSelection.all(), this.export);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.export)))
				.isEqualTo("rw-------");
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> transfer.export(ExportSelection.all(), this.export))
				.withMessageContaining("is there already");
			Path nowhere = this.directory.resolve("run.jsonl");
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> transfer.export(ExportSelection.run("nope"), nowhere));
			assertThat(nowhere).doesNotExist();
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> transfer.importFrom(nowhere))
				.withMessageContaining("can't be read to import it");
			assertThat(context.getBean(Store.class).degraded()).isZero();
		}
	}

	@Test
	void nothingIsExportedWhenItIsSwitchedOff() {
		try (var context = start("one", "musubito.enabled=false")) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> transfer(context).export(ExportSelection.all(), this.export))
				.withMessageContaining("musubito.enabled=true");
			assertThat(this.export).doesNotExist();
		}
	}

	@Test
	void whatIsRecordedNowGoesOnAfterAnImport() throws Exception {
		try (var context = start("one")) {
			record(context);
			transfer(context).export(ExportSelection.all(), this.export);
		}
		try (var context = start("two")) {
			context.getBean(Desk.class).answer("who");
			ImportResult result = transfer(context).importFrom(this.export);
			assertThat(result.stale()).isZero();
			assertThat(result.present()).isPositive();
			AnswerApplication.EXECUTED.set(0);
			AnswerApplication.SENT.set(0);
			context.getBean(Desk.class).answer("why");
			assertThat(AnswerApplication.EXECUTED).hasValue(0);
			assertThat(AnswerApplication.SENT).hasValue(0);
			context.getBean(Desk.class).answer("where");
			assertThat(AnswerApplication.EXECUTED).hasPositiveValue();
		}
	}

}
