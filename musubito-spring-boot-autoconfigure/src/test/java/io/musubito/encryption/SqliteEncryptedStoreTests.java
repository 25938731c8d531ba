package io.musubito.encryption;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;

import io.musubito.testing.CanaryApplication;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Tag;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same with a SQLite file.
 */
@Tag("slow")
class SqliteEncryptedStoreTests extends AbstractEncryptedStoreTests {

	@Override
	ConfigurableApplicationContext startOn(Path place, String... properties) {
		return Engine.in(place)
			.start(CanaryApplication.class, Stream
				.concat(Stream.of("musubito.store.type=sqlite", "musubito.store.path=" + Engine.in(place).store()),
						Arrays.stream(properties))
				.toArray(String[]::new));
	}

	@Override
	Connection connect(Path place) throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + Engine.in(place).store());
	}

	@Override
	boolean isFile() {
		return true;
	}

}
