package io.musubito.store.jdbc;

import java.sql.Types;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * One line of an export.
 *
 * @param kind the kind
 * @param values the values by field: texts, whole numbers and bytes; those that are
 * missing are not in it
 * @param line the number of the line, 0 when there is none yet
 */
record ExportRecord(ExportKind kind, Map<String, Object> values, long line) {

	String text(String field) {
		return String.valueOf(this.values.get(field));
	}

	@Nullable String optionalText(String field) {
		return (String) this.values.get(field);
	}

	@Nullable Long optionalNumber(String field) {
		return (Long) this.values.get(field);
	}

	long number(String field) {
		Object value = this.values.get(field);
		return (value instanceof Long number) ? number : 0;
	}

	byte @Nullable [] content(String field) {
		return (byte[]) this.values.get(field);
	}

	boolean has(String field) {
		return this.values.containsKey(field);
	}

	/**
	 * What it is of: the id of a node for example.
	 */
	Object key() {
		return this.values.getOrDefault(this.kind.fields().get(0).name(), "");
	}

	/**
	 * Gives a statement all fields as parameters; of a content two, one of them whether
	 * it is compressed.
	 */
	StatementSpec bind(StatementSpec statement) {
		StatementSpec bound = statement;
		for (ExportField field : this.kind.fields()) {
			String name = field.name();
			bound = switch (field.form()) {
				case NUMBER, FLAG, PERIOD -> bound.param(name, this.values.get(name), Types.BIGINT);
				case CONTENT -> {
					byte[] content = content(name);
					Payload payload = (content != null) ? Payload.of(content) : new Payload(false, null);
					yield bound.param(name, payload.bytes(), Types.BINARY)
						.param(name + "Compressed", (payload.compressed()) ? 1L : 0L, Types.BIGINT);
				}
				default -> bound.param(name, this.values.get(name), Types.VARCHAR);
			};
		}
		return bound;
	}

	@Override
	public String toString() {
		return this.kind.label() + " '" + key() + "'";
	}

}
