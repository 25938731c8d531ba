package io.musubito.execution;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How many elements a stream may have to be recorded.
 */
final class StreamLimit {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final int maxElements;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	StreamLimit(int maxElements) {
		this.maxElements = maxElements;
	}

	boolean isReachedBy(int size) {
		return size >= this.maxElements;
	}

	void warn(String operation) {
		if (this.warned.add(operation)) {
			logger.warn("Step '" + operation + "' returned more than " + this.maxElements
					+ " elements. They all reach the caller, but are not kept for replay: each call executes. Return "
					+ "fewer, or raise musubito.stream.max-elements. Said once for this step.");
		}
	}

}
