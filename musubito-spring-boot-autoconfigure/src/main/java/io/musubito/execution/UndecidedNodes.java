package io.musubito.execution;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.EdgeKind;
import io.musubito.store.Upstream;

/**
 * The nodes that are to be recorded when transactions have ended. What is downstream of
 * them is recorded after them: before, it would be taken for made of something that is
 * not valid.
 */
final class UndecidedNodes {

	private final ConcurrentMap<String, Undecided> nodes = new ConcurrentHashMap<>();

	void add(String nodeId, Undecided undecided) {
		this.nodes.put(nodeId, undecided);
	}

	/**
	 * To be called when the node is recorded.
	 */
	void remove(String nodeId, Undecided undecided) {
		this.nodes.remove(nodeId, undecided);
	}

	/**
	 * What has yet to be decided before an execution can be recorded.
	 */
	Undecided upstreamOf(IdentifiedCall call) {
		return (this.nodes.isEmpty()) ? Undecided.NOTHING : of(call.upstream());
	}

	/**
	 * What has yet to be decided before a replay can be recorded under the node of the
	 * call.
	 */
	Undecided consumedBy(IdentifiedCall call) {
		return (this.nodes.isEmpty()) ? Undecided.NOTHING : of(call.dataUpstream());
	}

	private Undecided of(Iterable<Upstream> upstream) {
		Undecided all = Undecided.NOTHING;
		for (Upstream edge : upstream) {
			Undecided one = this.nodes.getOrDefault(edge.producerNodeId(), Undecided.NOTHING);
			all = all.and((edge.kind() == EdgeKind.CALL) ? one : one.consumed());
		}
		return all;
	}

}
