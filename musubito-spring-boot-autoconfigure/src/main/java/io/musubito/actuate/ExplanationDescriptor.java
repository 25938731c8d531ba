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
		Explanation shown = (values) ? why : why.withoutValues();
		return new ExplanationDescriptor(shown.reason(), shown.changes().stream().map(ChangeDescriptor::of).toList(),
				shown.baselineNodeId(), shown.rootCauseNodeId());
	}

	/**
	 * One changed component.
	 */
	@JsonInclude(Include.NON_NULL)
	record ChangeDescriptor(String component, @Nullable String before, @Nullable String after) {

		static List<ChangeDescriptor> of(List<Change> changes, boolean values) {
			Explanation all = new Explanation(Reason.FIRST_EXECUTION, changes, null, null);
			return ((values) ? all : all.withoutValues()).changes().stream().map(ChangeDescriptor::of).toList();
		}

		static ChangeDescriptor of(Change change) {
			return new ChangeDescriptor(change.component(), change.before(), change.after());
		}

	}

}
