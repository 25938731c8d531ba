package io.musubito.actuate;

import io.musubito.store.StoreSummary;

/**
 * The store.
 */
record StoreDescriptor(String type, String location, String namespace, long sizeBytes, long nodes, long artifacts, long edges,
		long runs) {

	static StoreDescriptor of(StoreSummary summary) {
		return new StoreDescriptor(summary.type(), summary.location(), summary.namespace(), summary.sizeBytes(), summary.nodes(),
				summary.artifacts(), summary.edges(), summary.runs());
	}

}
