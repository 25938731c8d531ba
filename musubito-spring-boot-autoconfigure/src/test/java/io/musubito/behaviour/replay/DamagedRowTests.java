package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectKey;
import io.musubito.EffectResolution;
import io.musubito.Explanation;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.execution.Degradation;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A row of the store that can't be read is a miss with a reason, is counted and told, and
 * is recorded anew. No call fails because of it, and no effect is performed again.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DamagedRowTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Inner inner;

	private Outer outer;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.inner = this.context.getBean(Inner.class);
		this.outer = this.context.getBean(Outer.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "status = 'SUCCESs'", "status = ''", "status = 7", "status = x'00ff'", "spent = '{'",
			"spent = '{\"gpt\":[1]}'", "spent = '{\"gpt\":\"many\"}'", "spent = 'null'", "called_spent = 'x'",
			"called_spent = '[]'", "status = 'NONE', type = 'NONE'", "duration = 'long'", "duration = 1.5",
			"executed_at = 'soon'", "kept = 2", "calls = 'x'", "stale_by = 'two' || char(10) || 'lines'",
			"spent = '{' || char(10) || '}'", "producer = id, node_id = node_id || char(10)" })
	void aDamagedNodeIsAMissAndRecordedAnew(String damage, CapturedOutput output) throws SQLException {
		this.inner.facts("a");
		damage("UPDATE musubito_node SET " + damage);
		String again = this.inner.facts("a");
		assertThat(again).isEqualTo("facts of a");
		assertThat(this.inner.executions()).isEqualTo(2);
		assertThat(why(again).reason()).isEqualTo(Reason.ARTIFACT_CORRUPT);
		assertThat(output).containsOnlyOnce("is damaged: node '");
		assertThat(this.context.getBean(Store.class).degraded()).isPositive();
		assertThat(this.inner.facts("a")).isEqualTo("facts of a");
		assertThat(this.inner.executions()).isEqualTo(2);
		assertThat(this.context.getBean(Degradation.class).count()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE musubito_node_details SET components = '{' WHERE node = (INNER)",
			"UPDATE musubito_node_details SET components = 'null' WHERE node = (INNER)",
			"UPDATE musubito_node_details SET components = '{\"code\":null}' WHERE node = (INNER)",
			"UPDATE musubito_node_details SET components = '[1]' WHERE node = (INNER)",
			"DELETE FROM musubito_node_details WHERE node = (INNER)",
			"UPDATE musubito_node SET status = 'DONE' WHERE id = (INNER)", "UPDATE musubito_edge SET upstream = 4711",
			"DELETE FROM musubito_edge", "DELETE FROM musubito_node WHERE id = (INNER)" })
	void aDamagedChildIsAMissOfTheStepThatCalledIt(String damage) throws SQLException {
		assertThat(this.outer.report("a")).isEqualTo("report on facts of a");
		damage(damage.replace("INNER", "SELECT id FROM musubito_node WHERE operation = 'facts'"));
		String again = this.outer.report("a");
		assertThat(again).isEqualTo("report on facts of a");
		assertThat(this.outer.executions()).isEqualTo(2);
		// Stale by the second look-up: the child is marked so that it executes too
		assertThat(why(again).reason()).isIn(Reason.ARTIFACT_CORRUPT, Reason.STALE);
		assertThat(this.outer.report("a")).isEqualTo("report on facts of a");
		assertThat(this.outer.executions()).isEqualTo(2);
	}

	@Test
	void aCallThatIsRecordedAsSomethingElseStillCounts() throws SQLException {
		this.outer.report("a");
		damage("UPDATE musubito_edge SET kind = 'CALl'");
		damage("UPDATE musubito_node SET status = 'STALE' WHERE operation = 'facts'");
		this.outer.report("a");
		assertThat(this.outer.executions()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE musubito_node_details SET components = 'x'",
			"UPDATE musubito_node_details SET components = 'null'", "UPDATE musubito_node_details SET why = '{'",
			"UPDATE musubito_code SET parts = 'x'", "UPDATE musubito_code SET level = 'x'",
			"UPDATE musubito_code SET boundary = '1'", "UPDATE musubito_definition SET components = 'x'",
			"UPDATE musubito_node_details SET inputs = x'ff', inputs_compressed = 1",
			"UPDATE musubito_fingerprint SET content = x'00'", "UPDATE musubito_run SET kind = 'x'" })
	void whatExplainsOtherCallsDoesNotFailThem(String damage) throws SQLException {
		assertThat(pipeline("a")).isEqualTo("facts of a");
		damage(damage);
		assertThat(pipeline("b")).isEqualTo("facts of b");
		this.context.close();
		start();
		assertThat(pipeline("b")).isEqualTo("facts of b");
		assertThat(pipeline("c")).isEqualTo("facts of c");
		assertThat(this.inner.executions()).isEqualTo(1);
	}

	@Test
	void aClaimThatCanNotBeReadKeepsNobodyWaiting() throws SQLException {
		this.inner.facts("a");
		damage("INSERT INTO musubito_claim (namespace, replay_key, node_id, operation, type, owner, since) "
				+ "SELECT namespace, replay_key, node_id, operation, 'x', '"
				+ this.context.getBean(Store.class).processes().self() + "', 'x' FROM musubito_node");
		damage("UPDATE musubito_node SET status = 'STALE'");
		assertThat(this.inner.facts("a")).isEqualTo("facts of a");
		assertThat(this.context.getBean(Store.class).claims().findAll()).isEmpty();
		assertThat(this.context.getBean(Degradation.class).count()).isZero();
	}

	@Test
	void listsShowWhatCanBeRead() throws SQLException {
		pipeline("a");
		pipeline("b");
		pipeline("c");
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		String damaged = runs.recent(3).get(1).runId();
		damage("UPDATE musubito_run SET status = 'DONE' WHERE run_id = '" + damaged + "'");
		damage("UPDATE musubito_node SET type = 'x' WHERE id = (SELECT min(id) FROM musubito_node)");
		assertThat(runs.recent(3)).hasSize(2).extracting(RunView::runId).doesNotContain(damaged);
		assertThat(this.context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes()).hasSize(2);
		assertThat(this.context.getBean(Store.class).lineage().summary().nodes()).isEqualTo(3);
	}

	@Test
	void aDamagedEntryOfTheJournalIsLeftOut() throws SQLException {
		pipeline("a");
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		String run = runs.recent(1).get(0).runId();
		damage("UPDATE musubito_step_record SET why = '{'");
		assertThat(runs.find(run).orElseThrow().steps()).singleElement().extracting(StepView::why).isNull();
		damage("UPDATE musubito_step_record SET outcome = 'DONE'");
		assertThat(runs.find(run).orElseThrow().steps()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE musubito_effect SET state = 'DONE'", "UPDATE musubito_effect SET state = ''",
			"UPDATE musubito_effect SET artifact = 4711", "UPDATE musubito_effect SET artifact = NULL" })
	void aDamagedEffectIsNotPerformedAgainAndCanBeResolved(String damage) throws SQLException {
		Post post = this.context.getBean(Post.class);
		assertThat(post.send("ann")).isEqualTo("sent to ann");
		damage(damage);
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> post.send("ann"));
		assertThat(post.executions()).isEqualTo(1);
	}

	@Test
	void aDamagedStateOfAnEffectIsOneInDoubt() throws SQLException {
		Post post = this.context.getBean(Post.class);
		post.send("ann");
		damage("UPDATE musubito_effect SET state = 'DONE'");
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> post.send("ann"))
			.satisfies((doubt) -> this.context.getBean(MusubitoLineage.class)
				.resolveEffect(doubt.nodeId(), EffectResolution.happened("by hand")));
		assertThat(post.send("ann")).isEqualTo("by hand");
		assertThat(post.executions()).isEqualTo(1);
	}

	@Test
	void whatAnEffectSpentIsNotNeededToAnswerIt() throws SQLException {
		Post post = this.context.getBean(Post.class);
		post.send("ann");
		damage("UPDATE musubito_node SET spent = '{', called_spent = 'null'");
		assertThat(post.send("ann")).isEqualTo("sent to ann");
		assertThat(post.executions()).isEqualTo(1);
	}

	private String pipeline(String topic) {
		return this.context.getBean(Musubito.class).pipeline("facts", () -> this.inner.facts(topic));
	}

	private Explanation why(String result) {
		return this.context.getBean(MusubitoLineage.class)
			.explain(this.context.getBean(Musubito.class).resultOf(result).nodeId());
	}

	private void damage(String sql) throws SQLException {
		// What was replayed before is recorded
		this.context.getBean(MusubitoRuns.class).recent(1);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = connection.createStatement()) {
			for (String one : List.of("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON")) {
				statement.execute(one);
			}
			assertThat(statement.executeUpdate(sql)).isPositive();
		}
	}

	/**
	 * A step.
	 */
	static class Inner {

		private final AtomicInteger executions = new AtomicInteger();

		int executions() {
			return this.executions.get();
		}

		@MusubitoStep(name = "facts")
		String facts(String topic) {
			this.executions.incrementAndGet();
			return "facts of " + topic;
		}

	}

	/**
	 * A step that calls another one.
	 */
	static class Outer {

		private final AtomicInteger executions = new AtomicInteger();

		private final Inner inner;

		Outer(Inner inner) {
			this.inner = inner;
		}

		int executions() {
			return this.executions.get();
		}

		@MusubitoStep(name = "report")
		String report(String topic) {
			this.executions.incrementAndGet();
			return "report on " + this.inner.facts(topic);
		}

	}

	/**
	 * An effect.
	 */
	static class Post {

		private final AtomicInteger executions = new AtomicInteger();

		int executions() {
			return this.executions.get();
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(@EffectKey String to) {
			this.executions.incrementAndGet();
			return "sent to " + to;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Inner.class, Outer.class, Post.class })
	static class Application {

	}

}
