package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.Engine;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What holds of distributed fan-outs where db-scheduler carries the hints in a SQLite
 * file.
 */
class SqliteDistributionTests extends AbstractDistributionTests {

	@TempDir
	Path directory;

	@Override
	ConfigurableApplicationContext start(Class<?> configuration, int concurrency, String... properties) {
		return Engine.in(this.directory)
			.start(configuration,
					Stream
						.concat(Stream.of("musubito.workers.engine=db-scheduler",
								"musubito.workers.concurrency=" + concurrency), Stream.of(properties))
						.toArray(String[]::new));
	}

}
