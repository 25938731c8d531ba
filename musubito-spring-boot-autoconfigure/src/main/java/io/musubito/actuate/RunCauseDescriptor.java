package io.musubito.actuate;

import java.util.List;

import io.musubito.Reason;
import io.musubito.RunCause;
import io.musubito.actuate.ExplanationDescriptor.ChangeDescriptor;

/**
 * What was changed between two runs as the endpoint shows it.
 */
record RunCauseDescriptor(Reason reason, ChangeDescriptor change, List<ChangeDescriptor> consequences,
		List<String> operations) {

	static RunCauseDescriptor of(RunCause cause, boolean values) {
		return new RunCauseDescriptor(cause.reason(), ChangeDescriptor.of(List.of(cause.change()), values).get(0),
				ChangeDescriptor.of(cause.consequences(), values), cause.operations());
	}

}
