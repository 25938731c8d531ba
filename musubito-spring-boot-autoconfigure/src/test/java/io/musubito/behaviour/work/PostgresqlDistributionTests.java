package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What holds of distributed fan-outs where db-scheduler carries the hints in a PostgreSQL
 * database.
 */
@Tag("process")
@Tag("slow")
class PostgresqlDistributionTests extends AbstractDistributionTests {

	@TempDir
	Path directory;

	@Override
	ConfigurableApplicationContext start(Class<?> configuration, int concurrency, String... properties) {
		String[] database = PostgresqlServer.shared().properties(this.directory.toString());
		return Engine.in(this.directory)
			.start(configuration, Stream
				.of(Stream.of("musubito.workers.engine=db-scheduler", "musubito.workers.concurrency=" + concurrency),
						Stream.of(database), Stream.of(properties))
				.flatMap((all) -> all)
				.toArray(String[]::new));
	}

}
