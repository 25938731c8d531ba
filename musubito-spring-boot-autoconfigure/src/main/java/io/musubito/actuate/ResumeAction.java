package io.musubito.actuate;

import java.util.ArrayList;
import java.util.List;

import io.musubito.ResumeOption;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * How a run is to be resumed, as a request says it.
 */
final class ResumeAction {

	private ResumeAction() {
	}

	static ResumeOption[] options(@Nullable String from, @Nullable String override, @Nullable String value,
			String who) {
		List<ResumeOption> options = new ArrayList<>();
		if (StringUtils.hasText(from)) {
			options.add(ResumeOption.from(from));
		}
		if (StringUtils.hasText(override)) {
			if (value == null) {
				throw EndpointException
					.badRequest("'value' is missing: the result of step '" + override + "' as JSON, null too");
			}
			options.add(ResumeOption.overrideWithJson(override, value).by(who));
		}
		else if (value != null) {
			throw EndpointException.badRequest("'override' is missing: the step whose result 'value' is to be");
		}
		return options.toArray(ResumeOption[]::new);
	}

}
