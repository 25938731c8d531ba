package io.musubito.faults;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of PostgreSQL and of the connections to it.
 */
@Tag("process")
@Tag("slow")
@Timeout(280)
class PostgresqlFaultTests extends AbstractFaultTests {

	@Override
	FaultyDatabase database(Path directory) {
		return new PostgresqlFaults();
	}

	@Override
	int stride() {
		return Integer.getInteger("musubito.test.stride", 28);
	}

}
