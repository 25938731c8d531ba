package io.musubito.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.store.StoreSummary;

/**
 * The store.
 */
record StoreDescriptor(String type, String location, @JsonInclude(Include.NON_EMPTY) String namespace, long sizeBytes,
		long nodes, long artifacts, long edges, long runs) {

	static StoreDescriptor of(StoreSummary summary) {
		return new StoreDescriptor(summary.type(), summary.location(), summary.namespace(), summary.sizeBytes(),
				summary.nodes(), summary.artifacts(), summary.edges(), summary.runs());
	}

}
