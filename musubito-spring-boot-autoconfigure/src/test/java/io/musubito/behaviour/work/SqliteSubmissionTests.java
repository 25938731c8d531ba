package io.musubito.behaviour.work;

import java.nio.file.Path;

import io.musubito.testing.Engine;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

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

}
