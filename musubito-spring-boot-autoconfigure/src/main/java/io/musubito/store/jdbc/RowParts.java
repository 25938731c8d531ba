package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * Row ids in parts, as a statement has only so many parameters.
 */
final class RowParts {

	private static final int AT_ONCE = 500;

	private RowParts() {
	}

	static List<List<Long>> of(List<Long> rows) {
		List<List<Long>> parts = new ArrayList<>();
		for (int start = 0; start < rows.size(); start += AT_ONCE) {
			parts.add(rows.subList(start, Math.min(start + AT_ONCE, rows.size())));
		}
		return parts;
	}

}
