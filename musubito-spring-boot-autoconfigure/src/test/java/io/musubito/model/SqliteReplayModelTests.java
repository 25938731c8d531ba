package io.musubito.model;

import java.nio.file.Path;
import java.sql.SQLException;

class SqliteReplayModelTests extends AbstractReplayModelTests {

	@Override
	ModelDatabase open(Path directory) throws SQLException {
		return ModelDatabase.sqlite(directory);
	}

	@Override
	String productName() {
		return "SQLite";
	}

}
