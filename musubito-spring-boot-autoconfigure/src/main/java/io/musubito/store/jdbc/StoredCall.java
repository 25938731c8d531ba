package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;

import io.musubito.UnrestorableContentException;
import io.musubito.lineage.PipelineCall;

/**
 * How a pipeline was called, from its row.
 */
final class StoredCall {

	private StoredCall() {
	}

	static PipelineCall read(ResultSet row, DamagedRows damaged) throws SQLException {
		SortedMap<String, String> components = damaged.read(() -> "what a pipeline was made of", row,
				(found) -> JsonColumns.components(found.getString("components")));
		String arguments = null;
		String obstacle = TransformedContent.shown(row.getString("obstacle"));
		try {
			arguments = Payload.read(row, "arguments_compressed", "arguments", damaged.largest()).text();
		}
		catch (UnrestorableContentException ex) {
			obstacle = "what is stored of them can't be read: " + ex.getMessage() + ".";
		}
		return new PipelineCall(row.getString("signature"), arguments, obstacle,
				(components != null) ? components : Collections.emptySortedMap());
	}

}
