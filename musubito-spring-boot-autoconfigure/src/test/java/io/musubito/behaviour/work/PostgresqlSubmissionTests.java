package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What holds of runs that are submitted by way of a PostgreSQL database.
 */
@Tag("process")
@Tag("slow")
class PostgresqlSubmissionTests extends CarriedSubmissionTests {

	@TempDir
	Path directory;

	@Override
	ConfigurableApplicationContext start(int concurrency) {
		return Engine.in(this.directory)
			.start(Reviewing.class,
					Stream
						.concat(Stream.of(PostgresqlServer.shared().properties(this.directory.toString())), Stream
							.of("musubito.workers.engine=db-scheduler", "musubito.workers.concurrency=" + concurrency))
						.toArray(String[]::new));
	}

}
