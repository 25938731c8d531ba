package io.musubito.store.jdbc;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.StoreException;
import io.musubito.store.GraphOutline;
import io.musubito.store.LineageQueries;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.NodeDetails;
import io.musubito.store.Past;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreSummary;

/**
 * Questions about the graph in a database.
 */
final class JdbcLineageQueries implements LineageQueries {

	private final Readers readers;

	private final WriteQueue writes;

	private final GatheredReplays replays;

	private final Database database;

	JdbcLineageQueries(Readers readers, WriteQueue writes, GatheredReplays replays, Database database) {
		this.readers = readers;
		this.writes = writes;
		this.replays = replays;
		this.database = database;
	}

	@Override
	public Optional<NodeDetails> find(String nodeId) {
		awaitWritten();
		return this.readers
			.readSnapshot((session) -> new NodeReader(session.jdbc(), this.readers.damaged()).findDetails(nodeId));
	}

	@Override
	public Graph graph(GraphQuery query) {
		awaitWritten();
		return this.readers
			.readSnapshot((session) -> new GraphReader(session.jdbc(), this.readers.damaged()).read(query));
	}

	@Override
	public GraphOutline outline(GraphQuery query) {
		this.writes.awaitSubmitted();
		return this.readers
			.readSnapshot((session) -> new OutlineReader(session.jdbc(), this.readers.damaged()).read(query));
	}

	@Override
	public Optional<Past> findPast(String nodeId, int limit) {
		awaitWritten();
		return this.readers
			.readSnapshot((session) -> new NodeReader(session.jdbc(), this.readers.damaged()).findId(nodeId)
				.map((node) -> new PastReader(session.jdbc(), limit).read(node, nodeId)));
	}

	@Override
	public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
		awaitWritten();
		return this.readers.read((session) -> new CalledReader(session.jdbc()).find(nodeIds));
	}

	@Override
	public SortedMap<String, Integer> findInvalidated(String nodeId) {
		awaitWritten();
		return this.readers.read((session) -> Invalidation.foresee(session.jdbc(), nodeId));
	}

	@Override
	public StoreSummary summary() {
		awaitWritten();
		return this.readers
			.readSnapshot((session) -> new SummaryReader(session.jdbc(), this.readers.damaged()).read(this.database));
	}

	@Override
	public StoreMetrics metrics(MetricsPeriod period, Instant now) {
		awaitWritten();
		return this.readers.readSnapshot((session) -> new MetricsReader(session.jdbc(), this.readers.damaged())
			.read(this.database, period, now));
	}

	@Override
	public void backup(Path target) {
		if (!this.readers.isThere()) {
			throw new StoreException("The Musubito store '" + this.database.location()
					+ "' can't be backed up: there is none yet, as no step was called.", null);
		}
		awaitWritten();
		this.database.copyTo(target);
	}

	private void awaitWritten() {
		this.replays.flush();
		this.writes.awaitSubmitted();
	}

}
