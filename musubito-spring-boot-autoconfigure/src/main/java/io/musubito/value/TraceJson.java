package io.musubito.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Shows a trace as JSON. What has no order is sorted, so that equal content has equal
 * JSON.
 */
final class TraceJson {

	/** JSON says what these are. */
	private static final Set<String> NATURAL = Set.of("java.lang.Boolean", "java.lang.Integer", "java.lang.Double");

	private final boolean sortAll;

	private TraceJson(boolean sortAll) {
		this.sortAll = sortAll;
	}

	static String of(Trace trace) {
		return new TraceJson(false).render(trace);
	}

	/**
	 * A text that is equal for traces that differ in the order of sets and maps only.
	 * @param trace the trace
	 * @return the text
	 */
	static String withoutOrder(Trace trace) {
		return new TraceJson(true).render(trace);
	}

	private String render(Trace trace) {
		String type = (trace.type != null && !NATURAL.contains(trace.type)) ? "\"$type\":" + quote(trace.type) : "";
		if (trace.container == null) {
			return (type.isEmpty()) ? trace.json : "{" + type + ",\"$value\":" + trace.json + "}";
		}
		return switch (trace.container) {
			case ARRAY, LIST, ENTRY -> array(elements(trace));
			case SET, ORDERED_SET, BAG -> array(sorted(trace, elements(trace)));
			case MAP, ORDERED_MAP -> map(trace);
			case OPTIONAL -> (trace.children.isEmpty()) ? "{\"$empty\":true}" : render(trace.children.get(0));
			case OBJECT -> object(trace, type);
		};
	}

	private List<String> elements(Trace trace) {
		List<String> elements = new ArrayList<>(trace.children.size());
		for (Trace child : trace.children) {
			elements.add(render(child));
		}
		return elements;
	}

	private List<String> sorted(Trace trace, List<String> parts) {
		if (this.sortAll || (trace.container != null && trace.container.sorted())) {
			Collections.sort(parts);
		}
		return parts;
	}

	private String map(Trace trace) {
		boolean plain = true;
		for (int i = 0; i < trace.children.size(); i += 2) {
			Trace key = trace.children.get(i);
			plain = plain && key.container == null && key.type == null && !"null".equals(key.kind);
		}
		List<String> entries = new ArrayList<>();
		for (int i = 0; i < trace.children.size(); i += 2) {
			String key = render(trace.children.get(i));
			String value = render(trace.children.get(i + 1));
			entries.add((plain) ? name(key) + ":" + value : "[" + key + "," + value + "]");
		}
		sorted(trace, entries);
		return (plain) ? "{" + String.join(",", entries) + "}" : "{\"$entries\":" + array(entries) + "}";
	}

	private static String name(String key) {
		return (key.startsWith("\"")) ? key : quote(key);
	}

	private String object(Trace trace, String type) {
		List<String> parts = new ArrayList<>();
		if (!type.isEmpty()) {
			parts.add(type);
		}
		for (int i = 0; i < trace.children.size(); i++) {
			parts.add(quote(trace.names.get(i)) + ":" + render(trace.children.get(i)));
		}
		return "{" + String.join(",", parts) + "}";
	}

	private static String array(List<String> elements) {
		return "[" + String.join(",", elements) + "]";
	}

	static String quote(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				quoted.append('\\').append(character);
			}
			else if (character == '\n') {
				quoted.append("\\n");
			}
			else if (character < ' ' || isUnpaired(text, i)) {
				quoted.append("\\u").append(HexFormat.of().toHexDigits(character));
			}
			else {
				quoted.append(character);
			}
		}
		return quoted.append('"').toString();
	}

	private static boolean isUnpaired(String text, int index) {
		char character = text.charAt(index);
		if (Character.isHighSurrogate(character)) {
			return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
		}
		return Character.isLowSurrogate(character)
				&& (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
	}

}
