package io.musubito.store.jdbc;

import java.util.List;
import java.util.Set;

/**
 * A field of a kind of records.
 *
 * @param name its name in a line
 * @param form what it holds
 * @param values the texts that it may be; empty when it may be any
 * @param optional whether it may be missing
 */
record ExportField(String name, ExportForm form, Set<String> values, boolean optional) {

	static ExportField parse(String text) {
		String[] parts = text.split(" ", 2);
		boolean optional = parts[1].endsWith("?");
		String form = (optional) ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
		boolean listed = Character.isUpperCase(form.charAt(0));
		return new ExportField(parts[0], (listed) ? ExportForm.TEXT : ExportForm.of(form),
				(listed) ? Set.copyOf(List.of(form.split("\\|", -1))) : Set.of(), optional);
	}

	/**
	 * Whether it may have a value that was read.
	 */
	boolean accepts(Object value) {
		return this.form.accepts(value) && (this.values.isEmpty() || this.values.contains(value));
	}

}
