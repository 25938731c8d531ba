package io.musubito.store.jdbc;

import java.util.HashSet;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The nodes that were used since it was planned what is removed. They are found by what
 * was written to the journal since, which is read once.
 */
final class UsedNodes {

	private static final String SELECT = """
			SELECT n.id
			FROM musubito_step_record s JOIN musubito_node n ON n.namespace = s.namespace AND n.node_id = s.node_id
			WHERE s.namespace = :namespace AND s.id > :entry
			UNION
			SELECT r.node FROM musubito_replay r WHERE r.namespace = :namespace AND r.id > :replay
			""";

	private final Readers readers;

	private final Set<Long> nodes = new HashSet<>();

	private NewestRows committed;

	UsedNodes(Readers readers, NewestRows planned) {
		this.readers = readers;
		this.committed = planned;
	}

	/**
	 * Notes what is committed, so that little is left to read within the transaction.
	 */
	void noteCommitted() {
		this.committed = this.readers.readSnapshot((session) -> {
			NewestRows newest = NewestRows.read(session.jdbc());
			note(session.jdbc());
			return newest;
		});
	}

	/**
	 * Notes what was written since. What is undone, and so is written again with the same
	 * numbers, is read again.
	 */
	void note(JdbcClient jdbc) {
		this.nodes.addAll(jdbc.sql(SELECT)
			.param("entry", this.committed.entry())
			.param("replay", this.committed.replay())
			.query((row, number) -> row.getLong(1))
			.list());
	}

	boolean contains(long node) {
		return this.nodes.contains(node);
	}

}
