package io.musubito.actuate;

import java.util.List;

import io.musubito.RunView;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Some runs.
 *
 * @param runs the runs without their steps, newest first
 */
record RunListDescriptor(List<RunDescriptor> runs) implements OperationResponseBody {

	static RunListDescriptor of(List<RunView> runs) {
		return new RunListDescriptor(runs.stream().map(RunDescriptor::withoutSteps).toList());
	}

}
