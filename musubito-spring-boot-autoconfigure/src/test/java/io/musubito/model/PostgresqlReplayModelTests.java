package io.musubito.model;

import java.nio.file.Path;
import java.sql.SQLException;

class PostgresqlReplayModelTests extends AbstractReplayModelTests {

	@Override
	ModelDatabase open(Path directory) throws SQLException {
		return ModelDatabase.postgresql(directory);
	}

	@Override
	String productName() {
		return "PostgreSQL";
	}

}
