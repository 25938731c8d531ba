package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.Reason;
import io.musubito.RunView;
import org.jspecify.annotations.Nullable;

/**
 * What made steps execute, as the endpoint shows it.
 *
 * @param reason why they executed
 * @param component what was changed
 * @param steps how many executed for it
 */
@JsonInclude(Include.NON_NULL)
record CauseDescriptor(Reason reason, @Nullable String component, long steps) {

	private static final int SHOWN = 5;

	/**
	 * Those of a run that most steps executed for.
	 */
	static List<CauseDescriptor> of(RunView run) {
		return run.causes()
			.stream()
			.limit(SHOWN)
			.map((cause) -> new CauseDescriptor(cause.reason(), cause.component(), cause.steps()))
			.toList();
	}

	/**
	 * How many others there are; {@code null} for none.
	 */
	static @Nullable Integer others(RunView run) {
		return (run.causes().size() > SHOWN) ? run.causes().size() - SHOWN : null;
	}

}
