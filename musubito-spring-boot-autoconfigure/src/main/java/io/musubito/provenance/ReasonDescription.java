package io.musubito.provenance;

import java.util.Objects;

import io.musubito.Change;
import io.musubito.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Describes why something was executed: what changed always, from what to what only where
 * values may be shown.
 */
final class ReasonDescription {

	private final ShownContents contents;

	ReasonDescription(ShownContents contents) {
		this.contents = contents;
	}

	void addTo(Attributes attributes, @Nullable Explanation why, boolean executed) {
		if (why != null) {
			Explanation shown = (this.contents.values()) ? why : why.withoutValues();
			attributes.with("musubito:reason", shown.reason())
				.withAll("musubito:changed", shown.changes().stream().map(ReasonDescription::text).toList())
				.with("musubito:baselineNodeId", shown.baselineNodeId())
				.with("musubito:rootCauseNodeId", shown.rootCauseNodeId());
		}
		else if (executed) {
			// Each execution has one, but it can't be read
			attributes.with("musubito:reason", "UNKNOWN");
		}
	}

	private static String text(Change change) {
		if (change.before() == null && change.after() == null) {
			return change.component();
		}
		return change.component() + ": " + Objects.requireNonNullElse(change.before(), "none") + " → "
				+ Objects.requireNonNullElse(change.after(), "none");
	}

}
