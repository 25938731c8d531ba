package io.musubito.identity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.value.DigestSink;

/**
 * What makes a computation this computation.
 *
 * @param replayKey the hash of all that the result depends on: calls with the same one
 * have the same result
 * @param nodeId the hash of the replay key and of where its upstreams came from: the node
 * in the graph
 * @param components what the replay key is made of, each hashed by itself, to say later
 * what has changed: {@code scheme}, {@code version}, {@code code}, {@code resource …},
 * {@code property …} (with what may be read of the value), {@code principal},
 * {@code input.<name>}, {@code upstream}
 */
public record Identity(String replayKey, String nodeId, SortedMap<String, String> components) {

	/** The component that what a test records has and an application does not. */
	public static final String TEST = "test";

	private static final int HASH_LENGTH = 64;

	/**
	 * What of a component is part of the key: of a property the hash of its value, and
	 * not what people may read of it, which stands behind that and a space. So another
	 * rule of what may be a secret executes nothing again.
	 * @param name the name of the component
	 * @param component the component
	 * @return the hash, or the component as it is
	 */
	public static String identifying(String name, String component) {
		boolean readable = component.length() > HASH_LENGTH && component.charAt(HASH_LENGTH) == ' '
				&& name.startsWith("property ");
		return (readable) ? component.substring(0, HASH_LENGTH) : component;
	}

	/**
	 * The same computation in a test that has replaced beans of the application: another
	 * one.
	 * @param mark what tells the test from the application and from other tests
	 * @return its identity there, with the component {@code test}
	 */
	public Identity inTest(String mark) {
		return marked(TEST, mark);
	}

	/**
	 * The same computation under circumstances that it has for itself: another one.
	 * @param component the component that says which circumstances
	 * @param mark what tells them from others
	 * @return its identity there, with that component
	 */
	public Identity marked(String component, String mark) {
		SortedMap<String, String> marked = new TreeMap<>(this.components);
		marked.put(component, mark);
		return new Identity(marked(component + "-key", mark, this.replayKey),
				marked(component + "-node", mark, this.nodeId), Collections.unmodifiableSortedMap(marked));
	}

	private static String marked(String domain, String mark, String hash) {
		DigestSink sink = new DigestSink(domain);
		sink.text(mark);
		sink.text(hash);
		return sink.hex();
	}

}
