package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.musubito.ManualAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Who gave a result by hand, when somebody did.
 */
final class ManualColumns {

	private ManualColumns() {
	}

	static @Nullable ManualAnswer read(ResultSet row) throws SQLException {
		String by = row.getString("given_by");
		return (by != null) ? new ManualAnswer(by, Columns.instant(row, "given_at")) : null;
	}

}
