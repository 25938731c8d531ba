package io.musubito.lineage;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The stream that an element came from. While the stream is running its producer is not
 * in the store, so that the nodes that consume its elements gather here until it is. Safe
 * for use by any number of threads.
 */
public final class ElementSource {

	private static final ElementSource RECORDED = new ElementSource(State.RECORDED);

	private final Set<String> consumers = new LinkedHashSet<>();

	private State state;

	private ElementSource(State state) {
		this.state = state;
	}

	/**
	 * A stream whose elements are handed on while it is running.
	 * @return a new source
	 */
	public static ElementSource running() {
		return new ElementSource(State.UNDER_WAY);
	}

	/**
	 * A stream that is read from the store.
	 * @return the source
	 */
	public static ElementSource recorded() {
		return RECORDED;
	}

	/**
	 * Whether the producer is in the store with all elements of the stream.
	 * @return {@code false} while it is running, and when it came to nothing
	 */
	public synchronized boolean isRecorded() {
		return this.state == State.RECORDED;
	}

	/**
	 * Notes a node that consumed an element and is in the store.
	 * @param nodeId the node
	 * @return {@code false} when it is too late, because the stream has ended
	 */
	public synchronized boolean consumedBy(String nodeId) {
		if (this.state != State.UNDER_WAY) {
			return false;
		}
		this.consumers.add(nodeId);
		return true;
	}

	/**
	 * The nodes that consumed elements so far.
	 * @return a copy
	 */
	public synchronized Set<String> consumers() {
		return Set.copyOf(this.consumers);
	}

	/**
	 * Ends the stream.
	 * @param recorded whether its producer is in the store now
	 * @return all nodes that consumed elements
	 */
	public synchronized Set<String> end(boolean recorded) {
		this.state = recorded ? State.RECORDED : State.CAME_TO_NOTHING;
		Set<String> all = Set.copyOf(this.consumers);
		this.consumers.clear();
		return all;
	}

	private enum State {

		UNDER_WAY, RECORDED, CAME_TO_NOTHING

	}

}
