package io.musubito.encryption;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same with PostgreSQL.
 */
@Tag("process")
@Tag("slow")
class PostgresqlEncryptedStoreTests extends AbstractEncryptedStoreTests {

	private final PostgresqlServer server = PostgresqlServer.shared();

	private final Map<Path, String> schemas = new HashMap<>();

	private String schema(Path place) {
		return this.schemas.computeIfAbsent(place, (added) -> this.server.createSchema());
	}

	@Override
	ConfigurableApplicationContext startOn(Path place, String... properties) {
		place.toFile().mkdirs();
		return Engine.in(place)
			.start(CanaryApplication.class,
					Stream
						.concat(Stream.of("musubito.store.type=postgresql", "musubito.store.url=" + this.server.url(),
								"musubito.store.schema=" + schema(place)), Arrays.stream(properties))
						.toArray(String[]::new));
	}

	@Override
	Connection connect(Path place) throws SQLException {
		return DriverManager.getConnection(this.server.url() + "&currentSchema=" + schema(place));
	}

}
