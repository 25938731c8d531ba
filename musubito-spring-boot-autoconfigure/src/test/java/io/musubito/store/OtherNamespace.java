package io.musubito.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.musubito.GraphQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an application finds in a database in which only those of other namespaces have
 * recorded something.
 */
final class OtherNamespace {

	private static final RetentionRules EVERYTHING = new RetentionRules(Duration.ZERO, 1L, 0, Duration.ZERO);

	private OtherNamespace() {
	}

	/**
	 * Looks for all that there is.
	 * @param store a store with another namespace
	 * @param database its database
	 */
	static void verifyEmpty(Store store, TestDatabase database) throws SQLException {
		StoreSummary summary = store.lineage().summary();
		assertThat(List.of(summary.nodes(), summary.artifacts(), summary.edges(), summary.runs()))
			.as("nodes, artifacts, edges and runs of another namespace")
			.containsOnly(0L);
		assertThat(summary.operations()).isEmpty();
		assertThat(store.lineage().graph(GraphQuery.all()).nodes()).isEmpty();
		assertThat(store.lineage().metrics(MetricsPeriod.values()[0], Instant.now()).operations()).isEmpty();
		assertThat(store.runs().recent(100)).isEmpty();
		assertThat(store.claims().findAll()).isEmpty();
		assertThat(store.definitions().findAll()).isEmpty();
		assertThat(store.definitions().findScheme()).isEmpty();
		assertThat(store.definitions().countNodesOfOtherSchemes("other")).isZero();
		assertThat(store.retention().foresee(EVERYTHING, Instant.now())).isEqualTo(Removal.NONE);
		verifyNothingIsFound(store, database);
	}

	private static void verifyNothingIsFound(Store store, TestDatabase database) throws SQLException {
		for (String nodeId : column(database, "SELECT node_id FROM musubito_node")) {
			assertThat(store.nodes().find(nodeId)).isEmpty();
			assertThat(store.nodes().findCalled(nodeId)).isEmpty();
			assertThat(store.nodes().findProduction(nodeId)).isEmpty();
			assertThat(store.lineage().find(nodeId)).isEmpty();
			assertThat(store.effects().findByNode(nodeId)).isEmpty();
			assertThatIllegalArgumentException().isThrownBy(() -> store.nodes().invalidate(nodeId));
		}
		for (String replayKey : column(database, "SELECT replay_key FROM musubito_node")) {
			assertThat(store.nodes().find("none", replayKey)).isEmpty();
			assertThat(store.claims().find(replayKey)).isEmpty();
		}
		for (String operation : column(database, "SELECT operation FROM musubito_node")) {
			assertThat(store.definitions().countNodes(Set.of(operation))).isZero();
		}
		for (String artifactId : column(database, "SELECT artifact_id FROM musubito_artifact")) {
			assertThat(store.nodes().findPayload(artifactId)).isEmpty();
		}
		for (String runId : column(database, "SELECT run_id FROM musubito_run")) {
			assertThat(store.runs().find(runId)).isEmpty();
			assertThat(store.runs().findEntries(runId)).isEmpty();
			assertThat(store.history().findJournal(runId)).isEmpty();
		}
		for (String effectKey : column(database, "SELECT effect_key FROM musubito_effect")) {
			assertThat(store.effects().find(effectKey)).isEmpty();
		}
		for (String component : column(database, "SELECT component FROM musubito_text")) {
			assertThat(store.nodes().findText(component)).isEmpty();
		}
		for (String hash : column(database, "SELECT hash FROM musubito_code")) {
			assertThat(store.nodes().findCode(hash)).isEmpty();
		}
		for (String application : column(database, "SELECT application FROM musubito_fingerprint")) {
			assertThat(store.fingerprints().find(application)).isEmpty();
		}
		for (String model : column(database, "SELECT model FROM musubito_quota")) {
			assertThat(store.quotas().find(model).version()).isZero();
		}
	}

	private static List<String> column(TestDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next() && values.size() < 100) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

}
