package io.musubito.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.musubito.code.CodeFingerprint;
import io.musubito.store.KeyComponents;
import io.musubito.store.RecordedCode;

/**
 * Names what of a definition is not what it was, in few words.
 */
final class ChangedComponents {

	private static final int SHOWN_COMPONENTS = 5;

	private static final int SHOWN_PARTS = 3;

	private static final int SHOWN_LENGTH = 120;

	private final Function<String, Optional<RecordedCode>> code;

	ChangedComponents(Function<String, Optional<RecordedCode>> code) {
		this.code = code;
	}

	String describe(SortedMap<String, String> before, SortedMap<String, String> now, CodeFingerprint code) {
		SortedSet<String> changed = new TreeSet<>(before.keySet());
		changed.addAll(now.keySet());
		changed.removeIf((component) -> KeyComponents.isSame(component, before.get(component), now.get(component)));
		return joined(changed.stream().map((component) -> switch (component) {
			case "code" -> code(before.getOrDefault("code", ""), code);
			case "version" -> "version " + version(before) + " → " + version(now);
			default -> shortened(component);
		}).toList(), SHOWN_COMPONENTS);
	}

	private String code(String before, CodeFingerprint now) {
		return this.code.apply(before)
			.map(RecordedCode::parts)
			.filter((parts) -> !parts.isEmpty() && !now.parts().isEmpty())
			.map((parts) -> "code "
					+ joined(now.changedSince(parts).stream().map(ChangedComponents::shortened).toList(), SHOWN_PARTS))
			.orElse("code");
	}

	private static String version(SortedMap<String, String> components) {
		String version = components.getOrDefault("version", "");
		return (version.isEmpty()) ? "(none)" : shortened(version);
	}

	private static String joined(List<String> texts, int shown) {
		List<String> all = new ArrayList<>(texts.subList(0, Math.min(shown, texts.size())));
		if (texts.size() > shown) {
			all.add("… and " + (texts.size() - shown) + " more");
		}
		return String.join(", ", all);
	}

	private static String shortened(String text) {
		return (text.length() > SHOWN_LENGTH) ? text.substring(0, SHOWN_LENGTH) + "…" : text;
	}

}
