package io.musubito.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.Removal;
import io.musubito.store.RetentionRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A clock that jumps, between calls and while a step is executed: nothing that is too old
 * is replayed, nobody waits for it, and no duration is negative.
 */
class ClockTests {

	@TempDir
	Path directory;

	@AfterEach
	void forget() {
		World.whileExecuted(null);
	}

	private Path file() {
		return this.directory.resolve("musubito.db");
	}

	private Office start() {
		return new Office(null, "musubito.store.path=" + file());
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H", "P3650D", "P-3650D" })
	void betweenCalls(Duration jump) throws SQLException {
		try (Office office = start()) {
			Caller caller = new Caller(office, new Case("between" + jump, this.directory));
			caller.news();
			String review = office.pipelines().review(caller.name());
			World.CLOCK.advance(jump);
			assertThat(office.desk().news(caller.name())).as("an answer that is too old, or of a time to come")
				.isEqualTo("news " + caller.name() + " no. 2");
			assertThat(office.desk().news(caller.name())).isEqualTo("news " + caller.name() + " no. 2");
			assertThat(office.pipelines().review(caller.name())).isEqualTo(review);
			World.CLOCK.advance(jump.negated());
			office.pipelines().review(caller.name());
			caller.about().acknowledged().clear();
			caller.news();
			verifyShown(office);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1H", "PT-1H", "P3650D", "P-3650D" })
	void whileAStepIsExecuted(Duration jump) throws SQLException {
		try (Office office = start()) {
			Caller caller = new Caller(office, new Case("within" + jump, this.directory));
			World.whileExecuted(() -> World.CLOCK.advance(jump));
			String review = office.pipelines().review(caller.name());
			caller.send();
			caller.news();
			World.whileExecuted(null);
			assertThat(office.pipelines().review(caller.name())).isEqualTo(review);
			caller.news();
			caller.send();
			verifyShown(office);
		}
		finally {
			World.CLOCK.advance(jump.multipliedBy(-5));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1H", "P-3650D", "P3650D" })
	void whatIsTooOldIsServedOnlyWithinItsBound(Duration jump) {
		try (Office office = start()) {
			Caller caller = new Caller(office, new Case("stale" + jump, this.directory));
			caller.news();
			World.CLOCK.advance(jump);
			World.fail("news " + caller.name(), true);
			assertThat(catchThrowable(() -> office.desk().news(caller.name())))
				.isInstanceOf(World.ModelDownException.class);
			World.CLOCK.advance(jump.negated());
			assertThat(office.desk().news(caller.name())).isEqualTo("news " + caller.name() + " no. 1");
		}
	}

	@Test
	void retentionInThePastRemovesNothing() throws SQLException {
		try (Office office = start()) {
			Caller caller = new Caller(office, new Case("past", this.directory));
			caller.derive(caller.answer());
			World.CLOCK.advance(Duration.ofDays(-3650));
			assertThat(retain(office)).isEqualTo(Removal.NONE);
			World.CLOCK.advance(Duration.ofDays(3650));
			caller.derive(caller.answer());
			verifyShown(office);
		}
	}

	private static Removal retain(Office office) {
		return office.store()
			.retention()
			.apply(new RetentionRules(Duration.ofDays(30), null, null, Duration.ofDays(400)), World.CLOCK.instant());
	}

	private void verifyShown(Office office) throws SQLException {
		office.awaitUsable();
		for (RunView run : office.runs().recent(100)) {
			assertThat(run.endedAt()).isNotNull().isAfterOrEqualTo(run.startedAt());
			RunView whole = office.runs().find(run.runId()).orElseThrow();
			assertThat(whole.timeSaved()).isGreaterThanOrEqualTo(Duration.ZERO);
			assertThat(whole.steps()).extracting(StepView::duration)
				.allSatisfy((duration) -> assertThat(duration).isBetween(Duration.ZERO, Duration.ofMinutes(5)));
		}
		for (MetricsPeriod period : MetricsPeriod.values()) {
			office.store().lineage().metrics(period, World.CLOCK.instant());
		}
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("""
						SELECT (SELECT count(*) FROM musubito_step_record WHERE duration < 0 OR saved < 0)
							+ (SELECT count(*) FROM musubito_run WHERE ended_at < started_at)
							+ (SELECT count(*) FROM musubito_total WHERE duration < 0 OR saved < 0)
						""")) {
			assertThat(row.getInt(1)).as("durations that are negative").isZero();
		}
	}

}
