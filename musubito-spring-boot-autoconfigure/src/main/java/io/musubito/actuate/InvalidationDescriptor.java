package io.musubito.actuate;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What invalidating a node did, or would do.
 *
 * @param invalidated how many nodes became stale, the node included
 * @param operations the same by step; {@code null} when it was done
 */
@JsonInclude(Include.NON_NULL)
record InvalidationDescriptor(int invalidated,
		@Nullable List<Invalidated> operations) implements OperationResponseBody {

	static InvalidationDescriptor of(int invalidated) {
		return new InvalidationDescriptor(invalidated, null);
	}

	static InvalidationDescriptor of(SortedMap<String, Integer> nodes) {
		return new InvalidationDescriptor(nodes.values().stream().mapToInt(Integer::intValue).sum(),
				nodes.entrySet().stream().map((entry) -> new Invalidated(entry.getKey(), entry.getValue())).toList());
	}

	/**
	 * The nodes of one step.
	 *
	 * @param operation the step
	 * @param nodes how many nodes
	 */
	record Invalidated(String operation, int nodes) {

	}

}
