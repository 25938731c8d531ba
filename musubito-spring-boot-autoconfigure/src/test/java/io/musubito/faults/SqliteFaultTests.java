package io.musubito.faults;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of a SQLite file.
 */
@Tag("slow")
@Timeout(280)
class SqliteFaultTests extends AbstractFaultTests {

	@Override
	FaultyDatabase database(Path directory) throws SQLException {
		return new SqliteFaults(directory);
	}

	@Override
	int stride() {
		return Integer.getInteger("musubito.test.stride", 30);
	}

	@Override
	boolean isEachStatement(Scenario scenario) {
		return true;
	}

}
