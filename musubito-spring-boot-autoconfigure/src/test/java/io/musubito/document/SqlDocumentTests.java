package io.musubito.document;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.musubito.Explanation;
import io.musubito.ModelUsage;
import io.musubito.Reason;
import io.musubito.RunKind;
import io.musubito.RunStatus;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.store.EffectIntent;
import io.musubito.store.Execution;
import io.musubito.store.Failure;
import io.musubito.store.Recordings;
import io.musubito.store.RunStart;
import io.musubito.store.StepRecord;
import io.musubito.store.Store;
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.testing.Documents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the queries of {@code docs/sql.md} on a file that a store has written, and
 * compares its table of views with those of the file.
 */
class SqlDocumentTests extends Recordings {

	private static final String DOCUMENT = "docs/sql.md";

	private static final RunStart RUN = new RunStart("run", "review", RunKind.PIPELINE, NOW, null, null, null, null);

	@TempDir
	private static Path directory;

	@BeforeAll
	static void record() {
		try (Store store = SqliteStore.at(file(), "", false, Clock.systemUTC())) {
			store.nodes().record(execution("fetch", "a diff"));
			store.nodes().record(spending(inRun(execution("draft", "a text", data("fetch", "a diff")), RUN, 1)));
			store.nodes().record(inRun(replay("draft", "a text"), "run", 2));
			Failure failure = failure("score", "no answer");
			store.nodes().record(failure);
			store.effects()
				.begin(new EffectIntent(key("mail", StepType.EXTERNAL_EFFECT), "key", store.processes().self(), false,
						false, List.of(), new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null));
			store.nodes().invalidate(key("fetch").nodeId());
			store.runs().end("run", RunStatus.SUCCESS, NOW);
		}
	}

	static List<String> queries() {
		return Pattern.compile("(?s)```sql\n(.*?)```")
			.matcher(Documents.read(DOCUMENT))
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	@Test
	void thereAreAtLeastTenQueries() {
		assertThat(queries()).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("queries")
	void findsWhatWasRecorded(String query) throws SQLException {
		assertThat(rows(query)).isNotEmpty()
			.allMatch((row) -> row.values().stream().anyMatch((value) -> value != null));
	}

	@Test
	void theQueriesAnswerTheirQuestions() throws SQLException {
		assertThat(rows(queries().get(0))).singleElement()
			.asString()
			.contains("pipeline=review", "executed=1", "replayed=1");
		assertThat(rows(query("'FAILED'"))).singleElement().asString().contains("operation=score", "error=no answer");
		assertThat(rows(query("replayed_percent"))).asString()
			.contains("{calls=2, operation=draft, replayed_percent=50.0}");
		assertThat(rows(query("AS executions"))).asString()
			.contains("{executions=1, operation=draft, reason=FIRST_EXECUTION}");
		assertThat(rows(query("HAVING"))).asString().isEqualTo("[{operation=draft, saved=null, spent=150}]");
		assertThat(rows(query("AS day"))).asString().contains("day=2026-11-20", "saved_seconds=1", "spent=150");
		assertThat(rows(query("upstream_operation, operation"))).asString()
			.isEqualTo("[{depends_by=DATA, operation=draft, upstream_operation=fetch}]");
		assertThat(rows(query("'STALE'"))).extracting((row) -> row.get("operation"))
			.containsExactlyInAnyOrder("fetch", "draft");
		assertThat(rows(query("'UNKNOWN'"))).singleElement().asString().contains("operation=mail", "state=UNKNOWN");
		assertThat(rows(query("v.result"))).extracting((row) -> row.get("result"))
			.containsExactlyInAnyOrder("\"a diff\"", "\"a text\"");
	}

	@Test
	void theTableHasEachViewWithItsColumns() throws SQLException {
		Map<String, List<String>> views = new TreeMap<>();
		for (Map<String, String> view : rows(
				"SELECT name FROM sqlite_master WHERE type = 'view' " + "AND name LIKE 'musubito~_v~_%' ESCAPE '~'")) {
			List<String> columns = new ArrayList<>();
			for (Map<String, String> column : rows("SELECT name FROM pragma_table_info('" + view.get("name") + "')")) {
				columns.add(column.get("name"));
			}
			views.put(view.get("name"), columns);
		}
		Map<String, List<String>> documented = new TreeMap<>();
		Documents.rows(DOCUMENT)
			.forEach((row) -> documented.put(row.get(0).replace("`", ""), Documents.quoted(row.get(2))));
		assertThat(views).hasSize(5).isEqualTo(documented);
	}

	private static String query(String part) {
		return queries().stream().filter((query) -> query.contains(part)).findFirst().orElseThrow();
	}

	private static Execution spending(Execution execution) {
		StepRecord entry = execution.journal();
		return new Execution(execution.key(), execution.artifact(), execution.kept(), execution.executedAt(),
				execution.duration(), execution.upstream(),
				new StepRecord(entry.run(), entry.sequence(), entry.position(), entry.operation(), entry.nodeId(),
						StepOutcome.EXECUTED, entry.why(), entry.endedAt(), entry.duration(), Duration.ZERO,
						Usage.of(new ModelUsage("gpt-5", 1, 100, 50, 0)), Usage.NONE, null));
	}

	private static String file() {
		return directory.resolve("musubito.db").toString();
	}

	private static List<Map<String, String>> rows(String query) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			ResultSetMetaData columns = row.getMetaData();
			List<Map<String, String>> rows = new ArrayList<>();
			while (row.next()) {
				Map<String, String> values = new TreeMap<>();
				for (int i = 1; i <= columns.getColumnCount(); i++) {
					values.put(columns.getColumnLabel(i), row.getString(i));
				}
				rows.add(values);
			}
			return rows;
		}
	}

}
