package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as the endpoint shows it: what changed always, from what to what only
 * where values may be shown.
 */
@JsonInclude(Include.NON_NULL)
record ExplanationDescriptor(Reason reason, List<ChangeDescriptor> changes, @Nullable String baselineNodeId,
		@Nullable String rootCauseNodeId) {

	static @Nullable ExplanationDescriptor of(@Nullable Explanation why, boolean values) {
		if (why == null) {
			return null;
		}
		return new ExplanationDescriptor(why.reason(),
				why.changes().stream().map((change) -> ChangeDescriptor.of(change, values)).distinct().toList(),
				why.baselineNodeId(), why.rootCauseNodeId());
	}

	/**
	 * One changed component.
	 */
	@JsonInclude(Include.NON_NULL)
	record ChangeDescriptor(String component, @Nullable String before, @Nullable String after) {

		static ChangeDescriptor of(Change change, boolean values) {
			boolean harmless = change.component().startsWith("replay of ")
					|| change.component().equals("identity scheme");
			return (values || harmless) ? new ChangeDescriptor(change.component(), change.before(), change.after())
					: new ChangeDescriptor(withoutPath(change.component()), null, null);
		}

		// The path into an argument has the keys of its maps, which are values too
		private static String withoutPath(String component) {
			int path = (component.startsWith("input.")) ? component.indexOf(" $") : -1;
			return (path >= 0) ? component.substring(0, path) : component;
		}

	}

}
