package io.musubito.store.jdbc;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * A text with named parameters.
 *
 * @param sql the text
 * @param prepared the same with question marks
 * @param names the names of these, in order
 */
record NamedText(String sql, String prepared, String[] names) {

	static NamedText parse(String sql) {
		ParsedSql parsed = NamedParameterUtils.parseSqlStatement(sql);
		SqlParameterSource names = new AbstractSqlParameterSource() {

			@Override
			public boolean hasValue(String name) {
				return true;
			}

			@Override
			public Object getValue(String name) {
				return name;
			}

		};
		@Nullable Object[] named = NamedParameterUtils.buildValueArray(parsed, names, null);
		return new NamedText(sql, NamedParameterUtils.substituteNamedParameters(parsed, names),
				Arrays.copyOf(named, named.length, String[].class));
	}

}
