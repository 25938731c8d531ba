package io.musubito.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
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
 * @param limits what is used of the limits of models; absent when there are none
 */
record SummaryDescriptor(ReplayMode mode, StoreDescriptor store, CacheDescriptor cache,
		List<StepSummaryDescriptor> steps, List<RunningDescriptor> running,
		@JsonInclude(Include.NON_EMPTY) List<LimitDescriptor> limits) implements OperationResponseBody {

}
