package io.musubito.identity;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Shows what identifies an effect as JSON, for people: with {@code $type} where the name
 * of the class counts, and with hash and size in place of bytes.
 */
final class EffectJson {

	private EffectJson() {
	}

	static String of(EffectValue value) {
		if (value instanceof EffectValue.Atom atom) {
			return switch (atom.kind()) {
				case TRUTH -> atom.text();
				case NUMBER ->
					EffectNumbers.isFinite(atom.text()) ? EffectNumbers.plain(atom.text()) : quoted(atom.text());
				default -> quoted(atom.text());
			};
		}
		if (value instanceof EffectValue.Bytes bytes) {
			return "{\"$sha256\":" + quoted(bytes.sha256()) + ",\"$size\":" + bytes.size() + "}";
		}
		if (value instanceof EffectValue.Sequence sequence) {
			return array(sequence.elements());
		}
		if (value instanceof EffectValue.Unordered unordered) {
			return sortedArray(unordered.elements());
		}
		if (value instanceof EffectValue.Mapping mapping) {
			return mapping(mapping);
		}
		if (value instanceof EffectValue.Composite composite) {
			return composite(composite);
		}
		if (value instanceof EffectValue.Constant constant) {
			return quoted(constant.name());
		}
		return "null";
	}

	/**
	 * A text as JSON.
	 */
	static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			boolean paired = !Character.isSurrogate(character) || Character.charCount(text.codePointAt(i)) == 2
					|| (i > 0 && Character.charCount(text.codePointAt(i - 1)) == 2);
			if (character == '"' || character == '\\') {
				quoted.append('\\').append(character);
			}
			else if (character < ' ' || !paired) {
				quoted.append("\\u%04x".formatted((int) character));
			}
			else {
				quoted.append(character);
			}
		}
		return quoted.append('"').toString();
	}

	private static String array(List<EffectValue> elements) {
		return elements.stream().map(EffectJson::of).collect(Collectors.joining(",", "[", "]"));
	}

	private static String sortedArray(List<EffectValue> elements) {
		return elements.stream().map(EffectJson::of).sorted().collect(Collectors.joining(",", "[", "]"));
	}

	private static String mapping(EffectValue.Mapping mapping) {
		boolean texts = mapping.entries().stream().allMatch((entry) -> text(entry.key()) != null);
		String entries = mapping.entries()
			.stream()
			.map((entry) -> texts ? of(entry.key()) + ":" + of(entry.value())
					: "[" + of(entry.key()) + "," + of(entry.value()) + "]")
			.sorted()
			.collect(Collectors.joining(","));
		return texts ? "{" + entries + "}" : "[" + entries + "]";
	}

	private static @Nullable String text(EffectValue key) {
		if (key instanceof EffectValue.Constant constant) {
			return constant.name();
		}
		return (key instanceof EffectValue.Atom atom && atom.kind() == EffectKind.TEXT) ? atom.text() : null;
	}

	private static String composite(EffectValue.Composite composite) {
		String type = (composite.variant() != null) ? "\"$type\":" + quoted(composite.variant()) : "";
		String parts = composite.parts()
			.entrySet()
			.stream()
			.map((Map.Entry<String, EffectValue> part) -> quoted(part.getKey()) + ":" + of(part.getValue()))
			.collect(Collectors.joining(","));
		return "{" + type + ((type.isEmpty() || parts.isEmpty()) ? "" : ",") + parts + "}";
	}

}
