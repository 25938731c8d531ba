package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.StoreException;
import io.musubito.store.RunStart;
import io.musubito.store.StoreProcesses;
import io.musubito.store.Work;
import io.musubito.store.WorkStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is offered to other processes, in a database.
 */
final class JdbcWorkStore implements WorkStore {

	private static final String INSERT = """
			INSERT INTO musubito_work (namespace, work_id, owner, replay_key, ended, content_compressed, content)
			VALUES (:namespace, ?, ?, ?, 0, ?, ?)
			""";

	private static final String SELECT = """
			SELECT content_compressed, CASE WHEN octet_length(content) <= :largest THEN content END AS content FROM musubito_work WHERE namespace = :namespace AND work_id = :workId
			""";

	private static final String END = """
			UPDATE musubito_work SET ended = 1 WHERE namespace = :namespace AND work_id = ?
			""";

	private static final String SELECT_ENDED = """
			SELECT work_id FROM musubito_work WHERE namespace = :namespace AND owner = :owner AND ended = 1
			""";

	private static final String IS_EXECUTED = """
			SELECT EXISTS (
				SELECT 1 FROM musubito_run r
					JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id AND s.position = :position
				WHERE r.namespace = :namespace AND r.run_id = :runId AND s.sequence = :sequence
					AND s.outcome = 'EXECUTED')
			""";

	private static final String DELETE = """
			DELETE FROM musubito_work WHERE namespace = :namespace AND work_id = ?
			""";

	private static final String SELECT_OWNERS = """
			SELECT DISTINCT owner FROM musubito_work WHERE namespace = :namespace
			""";

	private static final String DELETE_OF = """
			DELETE FROM musubito_work WHERE namespace = :namespace AND owner = :owner
			""";

	private static final int MOST_RUNS = 1_000;

	private static final Log logger = LogFactory.getLog(JdbcWorkStore.class);

	private final Readers readers;

	private final WriteQueue writes;

	private final StoreProcesses processes;

	private final boolean beside;

	private final Set<String> runs = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the store.
	 * @param beside whether several may write at a time: what nothing else depends on
	 * then does not wait for the one that records
	 */
	JdbcWorkStore(Readers readers, WriteQueue writes, StoreProcesses processes, boolean beside) {
		this.beside = beside;
		this.readers = readers;
		this.writes = writes;
		this.processes = processes;
	}

	@Override
	public void add(Work work) {
		RunStart run = work.run();
		if (this.beside && (run == null || this.runs.contains(run.runId()))) {
			this.readers.read((session) -> insert(session, work));
			return;
		}
		this.writes.write((session) -> {
			if (run != null) {
				RunWriter.insert(session, run);
			}
			return insert(session, work);
		});
		if (run != null) {
			remember(run.runId());
		}
	}

	private int insert(Session session, Work work) throws SQLException {
		Payload content = Payload.of(work.content());
		PreparedStatement statement = session.prepare(INSERT);
		statement.setString(1, work.workId());
		statement.setString(2, this.processes.self());
		statement.setString(3, work.replayKey());
		statement.setInt(4, (content.compressed()) ? 1 : 0);
		statement.setBytes(5, (byte[]) session.columns().stored("content", content.bytes()));
		return statement.executeUpdate();
	}

	private void remember(String runId) {
		if (this.runs.size() >= MOST_RUNS) {
			this.runs.clear();
		}
		this.runs.add(runId);
	}

	@Override
	public Optional<String> find(String workId) {
		return this.readers.read((session) -> session.jdbc()
			.sql(SELECT)
			.param("workId", workId)
			.query((row, number) -> Objects
				.requireNonNull(Payload.read(row, "content_compressed", "content", session.columns().largest()).text()))
			.optional());
	}

	@Override
	public void end(String workId) {
		writeSoon((session) -> {
			PreparedStatement statement = session.prepare(END);
			statement.setString(1, workId);
			return statement.executeUpdate();
		});
	}

	@Override
	public List<String> findEnded() {
		return this.readers.read((session) -> session.jdbc()
			.sql(SELECT_ENDED)
			.param("owner", this.processes.self())
			.query((row, number) -> row.getString(1))
			.list());
	}

	@Override
	public boolean isExecuted(String runId, String position, int sequence) {
		return this.readers.read((session) -> session.jdbc()
			.sql(IS_EXECUTED)
			.param("runId", runId)
			.param("position", position)
			.param("sequence", sequence)
			.query(Boolean.class)
			.single());
	}

	@Override
	public void remove(Collection<String> workIds) {
		List<String> ids = List.copyOf(workIds);
		writeSoon((session) -> {
			for (String workId : ids) {
				PreparedStatement statement = session.prepare(DELETE);
				statement.setString(1, workId);
				statement.executeUpdate();
			}
			return true;
		});
	}

	/**
	 * What fails here is found out by those who wait.
	 */
	private void writeSoon(WriteQueue.Writing<?> work) {
		if (!this.beside) {
			this.writes.writeBehind(work);
			return;
		}
		try {
			this.readers.read(work::write);
		}
		catch (StoreException ex) {
			logger.debug("It is not said what became of a step that was offered", ex);
		}
	}

	/**
	 * Removes what processes had offered that have ended.
	 */
	void removeThatOfEndedProcesses() {
		List<String> ended = this.readers
			.read((session) -> session.jdbc().sql(SELECT_OWNERS).query((row, number) -> row.getString(1)).list())
			.stream()
			.filter((owner) -> !this.processes.isAlive(owner))
			.toList();
		for (String owner : ended) {
			this.writes.write((session) -> session.jdbc().sql(DELETE_OF).param("owner", owner).update());
		}
	}

}
