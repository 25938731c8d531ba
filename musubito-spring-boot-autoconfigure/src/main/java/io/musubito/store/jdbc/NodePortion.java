package io.musubito.store.jdbc;

import io.musubito.store.Removal;

/**
 * Removes planned nodes.
 *
 * @param replays the replays that are still to be written
 * @param used the nodes that were used since
 * @param remover removes nodes
 * @param nodes the nodes
 * @param before they are removed unless they were used on this day or later
 */
record NodePortion(GatheredReplays replays, UsedNodes used, NodeRemover remover, PlannedNodes nodes,
		long before) implements Portion {

	@Override
	public void prepare() {
		// What was replayed meanwhile is written first
		this.replays.flush();
		this.used.noteCommitted();
	}

	@Override
	public Removal write(Session session, int from, int to) {
		return this.remover.remove(session.jdbc(), this.nodes.part(from, to), this.before);
	}

}
