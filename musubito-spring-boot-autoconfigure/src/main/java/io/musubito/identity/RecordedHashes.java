package io.musubito.identity;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeSet;

import io.musubito.value.Container;
import io.musubito.value.DigestSink;
import io.musubito.value.Scheme;

/**
 * Computes again, from what is recorded, the hashes that it is recorded under.
 */
public final class RecordedHashes {

	/** How computations are told apart today. */
	public static final String SCHEME = Scheme.NAME;

	/** How effects are told apart today. */
	public static final String EFFECT_SCHEME = EffectKeys.SCHEME;

	private RecordedHashes() {
	}

	/**
	 * The fingerprint of code.
	 * @param parts the hash of each part by its name
	 * @return the hash
	 */
	public static String code(SortedMap<String, String> parts) {
		DigestSink sink = new DigestSink("code");
		parts.forEach((name, hash) -> {
			sink.text(name);
			sink.text(hash);
		});
		return sink.hex();
	}

	/**
	 * The id of a node of a call that nothing sets apart from others.
	 * @param replayKey its replay key, or the key of the effect
	 * @param producerNodeIds the nodes that produced what it depends on
	 * @return the id
	 */
	public static String nodeId(String replayKey, Collection<String> producerNodeIds) {
		DigestSink sink = new DigestSink("node");
		sink.text(replayKey);
		sink.begin(Container.LIST);
		new TreeSet<>(producerNodeIds).forEach(sink::text);
		sink.end(Container.LIST);
		return sink.hex();
	}

}
