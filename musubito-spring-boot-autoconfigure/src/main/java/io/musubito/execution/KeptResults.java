package io.musubito.execution;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether the result of an execution may be given to later calls.
 */
final class KeptResults {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private KeptResults() {
	}

	/**
	 * Whether a result may be replayed. It may not when it is made of one that may not,
	 * or when the configuration that identifies it is not that under which it was made.
	 */
	static boolean keeps(IdentifiedCall call, @Nullable Object value) {
		if (call.activeStep().isTainted()) {
			return false;
		}
		try {
			return isOfItsKey(call) && !call.isExcluded(value);
		}
		catch (RuntimeException ex) {
			// The result is there and was paid for: it reaches the caller in any case
			logger.warn("The result of step '" + call.operation() + "' is not kept for replay", ex);
			return false;
		}
	}

	/**
	 * Whether what identifies a call is what it was before it ran.
	 */
	static boolean isOfItsKey(IdentifiedCall call) {
		return call.configuration().equals(call.call().step().configuration().get())
				&& StateComparison.isAsBefore(call);
	}

}
