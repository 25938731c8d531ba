package io.musubito.store;

import java.util.Collection;
import java.util.SortedMap;

import io.musubito.identity.RecordedHashes;

/**
 * Whether what is stored is what it was stored as, as far as that can be told.
 */
public final class StoredHashes {

	/** How computations are told apart today. */
	public static final String SCHEME = RecordedHashes.SCHEME;

	/** How effects are told apart today. */
	public static final String EFFECT_SCHEME = RecordedHashes.EFFECT_SCHEME;

	private StoredHashes() {
	}

	/**
	 * Whether a fingerprint is that of these parts.
	 * @param hash the fingerprint
	 * @param parts the hash of each part by its name
	 * @return whether it is
	 */
	public static boolean isCode(String hash, SortedMap<String, String> parts) {
		return RecordedHashes.code(parts).equals(hash);
	}

	/**
	 * Whether a node is one of this replay key that depends on these producers. One that
	 * consumed elements of a stream may be linked to it later.
	 * @param nodeId the node
	 * @param replayKey its replay key
	 * @param producerNodeIds what it depends on
	 * @return whether it is
	 */
	public static boolean isNode(String nodeId, String replayKey, Collection<String> producerNodeIds) {
		return RecordedHashes.nodeId(replayKey, producerNodeIds).equals(nodeId);
	}

}
