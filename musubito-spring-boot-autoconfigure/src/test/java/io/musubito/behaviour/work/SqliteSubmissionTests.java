package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.musubito.RunHandle;
import io.musubito.testing.Engine;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of runs that are submitted by way of a SQLite file.
 */
class SqliteSubmissionTests extends CarriedSubmissionTests {

	@TempDir
	Path directory;

	@Override
	ConfigurableApplicationContext start(int concurrency) {
		return Engine.in(this.directory)
			.start(Reviewing.class, "musubito.workers.engine=db-scheduler",
					"musubito.workers.concurrency=" + concurrency);
	}

	@Test
	void itsJobIsThereUntilItsEndIsOnTheDisk() throws SQLException {
		ConfigurableApplicationContext sender = instance(0);
		for (int i = 0; i < 20; i++) {
			RunHandle handle = runs(sender).submit("review", "diff " + i, 1);
			assertThat(sender.getBean(RunHandler.class).handle(handle.runId())).isEqualTo(WorkAnswer.TAKEN);
			assertThat(statusOnTheDisk(handle.runId())).isEqualTo("SUCCESS");
		}
	}

	private String statusOnTheDisk(String runId) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				PreparedStatement statement = connection
					.prepareStatement("SELECT status FROM musubito_run WHERE run_id = ?")) {
			statement.setString(1, runId);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? row.getString(1) : "";
			}
		}
	}

}
