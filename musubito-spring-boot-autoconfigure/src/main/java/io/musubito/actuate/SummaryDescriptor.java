package io.musubito.actuate;

import java.util.List;

import io.musubito.ReplayMode;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The summary as the endpoint shows it.
 *
 * @param mode the mode of the application
 * @param store what the store holds
 * @param cache what replaying saved
 * @param steps the counts by step
 * @param running what is being executed now, in all processes
 */
record SummaryDescriptor(ReplayMode mode, StoreDescriptor store, CacheDescriptor cache,
		List<StepSummaryDescriptor> steps, List<RunningDescriptor> running) implements OperationResponseBody {

}
