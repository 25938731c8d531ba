package io.musubito.faults;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of PostgreSQL and of the connections to it.
 */
@Tag("process")
@Tag("slow")
@Timeout(280)
class PostgresqlFaultTests extends AbstractFaultTests {

	/**
	 * Those that take longest: each of their statements fails with a stride of 1 only.
	 */
	private static final Set<String> LONG = Set.of("RESUMED", "OVERRIDDEN", "SUBMITTED", "EXPORT", "IMPORT");

	@Override
	FaultyDatabase database(Path directory) {
		return new PostgresqlFaults();
	}

	@Override
	int stride() {
		return Integer.getInteger("musubito.test.stride", 60);
	}

	@Override
	boolean isEachStatement(Scenario scenario) {
		return stride() == 1 || !LONG.contains(scenario.name());
	}

}
