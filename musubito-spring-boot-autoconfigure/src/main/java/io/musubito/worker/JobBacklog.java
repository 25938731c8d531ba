package io.musubito.worker;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

/**
 * How much waits for somebody to do it.
 *
 * @param length how many hints; {@code NaN} when that is not known
 * @param oldestSeconds how long the oldest has waited, in seconds; {@code NaN} when that
 * is not known
 */
public record JobBacklog(double length, double oldestSeconds) {

	private static final String SELECT = """
			SELECT count(*) AS length, min(execution_time) AS oldest
			FROM musubito_job
			WHERE namespace = :namespace AND queue = :queue AND picked = ?
			""";

	static final JobBacklog UNKNOWN = new JobBacklog(Double.NaN, Double.NaN);

	static JobBacklog read(DataSource table, JdbcCustomization customization) {
		try (Connection connection = table.getConnection();
				PreparedStatement statement = connection.prepareStatement(SELECT)) {
			statement.setBoolean(1, false);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				Instant oldest = customization.getInstant(row, "oldest");
				double seconds = (oldest != null)
						? Duration.between(oldest.plus(JobSender.EARLY), Instant.now()).toMillis() / 1000.0 : 0;
				return new JobBacklog(row.getLong("length"), Math.max(0, seconds));
			}
		}
		catch (SQLException ex) {
			return UNKNOWN;
		}
	}

}
