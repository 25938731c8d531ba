package io.musubito.store.jdbc;

import java.sql.Types;
import java.util.List;

import io.musubito.RunStatus;
import io.musubito.lineage.PipelineCall;
import io.musubito.store.RunStart;
import io.musubito.store.StoreProcesses;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the rows of runs, within the transaction of the caller.
 */
final class RunWriter {

	private static final String INSERT = """
			INSERT INTO musubito_run (namespace, run_id, pipeline, kind, status, started_at, owner, parent, place, resumed,
				newest_node)
			VALUES (:namespace, :runId, :pipeline, :kind, :status, :startedAt, :owner,
				(SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :parent), :place,
				(SELECT id FROM musubito_run WHERE namespace = :namespace AND run_id = :resumedFrom),
				(SELECT coalesce(max(id), 0) FROM musubito_node WHERE namespace = :namespace))
			ON CONFLICT (namespace, run_id) DO NOTHING
			""";

	private static final String INSERT_CALL = """
			INSERT INTO musubito_call (namespace, run, signature, arguments_compressed, arguments, obstacle, components)
			SELECT :namespace, id, :signature, :compressed,
				:arguments,
				:obstacle, :components
			FROM musubito_run
			WHERE namespace = :namespace AND run_id = :runId
			""";

	private static final String SELECT_PROCESSES = """
			SELECT DISTINCT owner FROM musubito_run
			WHERE namespace = :namespace AND status IN ('RUNNING', 'SUBMITTED') AND owner IS NOT NULL
			""";

	private static final String ABANDON = """
			UPDATE musubito_run SET status = 'ABANDONED'
			WHERE namespace = :namespace AND status IN ('RUNNING', 'SUBMITTED') AND owner IN (:processes)
			""";

	private RunWriter() {
	}

	/**
	 * Inserts a run, and the run that called it, unless they are there.
	 */
	static void insert(Session session, RunStart run) {
		insert(session, run, RunStatus.RUNNING);
	}

	static void insert(Session session, RunStart run, RunStatus status) {
		RunStart parent = run.parent();
		if (parent != null) {
			insert(session, parent);
		}
		JdbcClient jdbc = session.jdbc();
		int inserted = jdbc.sql(INSERT)
			.param("runId", run.runId())
			.param("pipeline", run.pipeline())
			.param("kind", run.kind().name())
			.param("status", status.name())
			.param("startedAt", Columns.nanos(run.startedAt()))
			.param("owner", run.owner(), Types.VARCHAR)
			.param("parent", (parent != null) ? parent.runId() : null, Types.VARCHAR)
			.param("place", run.place(), Types.VARCHAR)
			.param("resumedFrom", run.resumedFrom(), Types.VARCHAR)
			.update();
		PipelineCall call = run.call();
		if (inserted > 0 && call != null) {
			insertCall(session, run.runId(), call);
		}
		if (inserted > 0) {
			OverrideRows.insert(session, run.runId(), run.given());
		}
	}

	private static void insertCall(Session session, String runId, PipelineCall call) {
		ContentColumns columns = session.columns();
		String kept = call.arguments();
		int length = (kept != null) ? kept.length() : 0;
		boolean tooLarge = length > columns.largest();
		Payload arguments = Payload.of((tooLarge) ? null : kept);
		session.jdbc()
			.sql(INSERT_CALL)
			.param("runId", runId)
			.param("signature", call.signature())
			.param("compressed", (arguments.compressed()) ? 1 : 0)
			.param("arguments", arguments.bytes(), Types.BINARY)
			.param("obstacle", (tooLarge) ? columns.tooLarge(length) + "." : call.obstacle(), Types.VARCHAR)
			.param("components", JsonColumns.components(call.components()))
			.update();
	}

	/**
	 * The processes of runs that are recorded as running, and that have ended.
	 */
	static List<@Nullable String> endedProcesses(JdbcClient jdbc, StoreProcesses processes) {
		List<@Nullable String> all = jdbc.sql(SELECT_PROCESSES).query(String.class).list();
		return all.stream().filter((owner) -> owner != null && !processes.isAlive(owner)).toList();
	}

	static int abandon(JdbcClient jdbc, List<@Nullable String> endedProcesses) {
		return (!endedProcesses.isEmpty()) ? jdbc.sql(ABANDON).param("processes", InList.of(endedProcesses)).update()
				: 0;
	}

}
