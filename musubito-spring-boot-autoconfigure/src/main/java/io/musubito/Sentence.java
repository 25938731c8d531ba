package io.musubito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Renders an {@link Explanation} for people: what changed by name, values only where they
 * say more than a hash.
 */
final class Sentence {

	static final String CAUSED_BY = " ← ";

	private static final String UPSTREAM = "upstream ";

	private static final String STALE_BY = "by ";

	private static final String NOT_KEPT = "not kept: ";

	private final Reason reason;

	private final List<String> parts = new ArrayList<>();

	private final Map<String, List<String>> upstreamByCause = new LinkedHashMap<>();

	private Sentence(Reason reason) {
		this.reason = reason;
	}

	static String of(Explanation why) {
		Sentence sentence = new Sentence(why.reason());
		why.changes().forEach(sentence::add);
		sentence.upstreamByCause.forEach((cause, names) -> sentence.parts.add(sentence.upstream(names, cause)));
		String words = why.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		if (why.reason() == Reason.REPLAY_DISABLED && !why.changes().isEmpty()
				&& why.changes().get(0).component().startsWith(NOT_KEPT)) {
			return String.join("; ", sentence.parts);
		}
		return (sentence.parts.isEmpty()) ? words : words + ": " + String.join("; ", sentence.parts);
	}

	private void add(Change change) {
		String component = change.component();
		if (component.startsWith(UPSTREAM)) {
			this.upstreamByCause.computeIfAbsent(cause(change), (cause) -> new ArrayList<>())
				.add(component.substring(UPSTREAM.length()));
		}
		else if (component.startsWith("input.")) {
			this.parts.add(named(component.substring("input.".length()), change));
		}
		else if (component.equals("sample")) {
			this.parts.add(named(component, change));
		}
		else if (component.equals("version")) {
			this.parts.add(named((this.reason == Reason.VERSION_CHANGED) ? "" : "version", change).strip());
		}
		else if (component.startsWith(NOT_KEPT)) {
			this.parts.add(component.substring(NOT_KEPT.length()));
		}
		else if (component.equals("identity scheme")) {
			this.parts.add(component + " " + values(change));
		}
		else if (component.startsWith(STALE_BY)) {
			String name = component.substring(STALE_BY.length());
			this.parts.add(STALE_BY + caused(List.of(name), (change.after() != null) ? change.after() : ""));
		}
		else if (component.startsWith("called ") || component.startsWith("replay of ")) {
			this.parts.add((change.after() != null) ? component + ", " + change.after() : component);
		}
		else if (ShownChange.isReadable(change)) {
			this.parts.add(named(component, change));
		}
		else {
			this.parts.add(component);
		}
	}

	// Upstreams that changed for the same cause are named together
	private String upstream(List<String> names, String cause) {
		return ((this.reason == Reason.UPSTREAM_CHANGED) ? "" : UPSTREAM) + caused(names, cause);
	}

	private static String caused(List<String> names, String cause) {
		String all = String.join(", ", names);
		int end = cause.indexOf(": ");
		if (end < 0) {
			return all;
		}
		return all + CAUSED_BY + (names.contains(cause.substring(0, end)) ? cause.substring(end + 2) : cause);
	}

	private static String cause(Change change) {
		@Nullable String after = change.after();
		int start = (after != null) ? after.indexOf(CAUSED_BY) : -1;
		return (after != null && start >= 0) ? after.substring(start + CAUSED_BY.length()) : "";
	}

	private static String named(String name, Change change) {
		return (change.before() == null && change.after() == null) ? name : name + " " + values(change);
	}

	private static String values(Change change) {
		return ((change.before() != null) ? change.before() : "(none)") + " → "
				+ ((change.after() != null) ? change.after() : "(none)");
	}

}
