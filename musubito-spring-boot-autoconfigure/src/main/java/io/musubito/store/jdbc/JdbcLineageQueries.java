package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeDetails;
import io.musubito.store.StoreSummary;

/**
 * Questions about the graph in a SQLite database.
 */
final class JdbcLineageQueries implements LineageQueries {

	private final Readers readers;

	private final WriteQueue writes;

	private final Path file;

	JdbcLineageQueries(Readers readers, WriteQueue writes, Path file) {
		this.readers = readers;
		this.writes = writes;
		this.file = file;
	}

	@Override
	public Optional<NodeDetails> find(String nodeId) {
		this.writes.awaitSubmitted();
		return this.readers.readSnapshot((session) -> new NodeReader(session.jdbc()).findDetails(nodeId));
	}

	@Override
	public Graph graph(GraphQuery query) {
		this.writes.awaitSubmitted();
		return this.readers.readSnapshot((session) -> new GraphReader(session.jdbc()).read(query));
	}

	@Override
	public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
		this.writes.awaitSubmitted();
		return this.readers.read((session) -> new CalledReader(session.jdbc()).find(nodeIds));
	}

	@Override
	public StoreSummary summary() {
		this.writes.awaitSubmitted();
		return this.readers.readSnapshot(
				(session) -> new SummaryReader(session.jdbc()).read("sqlite", this.file.toString(), sizeBytes()));
	}

	private long sizeBytes() {
		return size(this.file) + size(SqliteFile.sibling(this.file, "-wal"));
	}

	private static long size(Path path) {
		try {
			return Files.size(path);
		}
		catch (IOException ex) {
			// The write-ahead log comes and goes
			return 0;
		}
	}

}
