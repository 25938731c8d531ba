package io.musubito.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import io.musubito.EdgeKind;
import io.musubito.ReplayMode;
import io.musubito.StepDefinition;
import io.musubito.identity.Identity;
import io.musubito.lineage.Frame;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.Origin;
import io.musubito.lineage.RunScope;
import io.musubito.store.NodeKey;
import io.musubito.store.RunPosition;
import io.musubito.store.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A call whose identity is known.
 *
 * @param call the call
 * @param identity its identity
 * @param configuration the configuration that is part of the identity
 * @param context the surroundings of the call
 * @param frame the call as the surroundings of what it calls
 * @param mode how it is to be answered
 * @param consumed where its arguments came from, by component of the identity
 * @param startedNanos when it started, by {@link System#nanoTime()}
 */
record IdentifiedCall(StepCall call, Identity identity, SortedMap<String, String> configuration, LineageContext context,
		Frame frame, ReplayMode mode, Map<String, Set<Origin>> consumed, long startedNanos) {

	StepDefinition definition() {
		return this.call.step().definition();
	}

	String operation() {
		return definition().operation();
	}

	NodeKey key(@Nullable String inputs) {
		return new NodeKey(this.identity.nodeId(), this.identity.replayKey(), operation(), definition().type(),
				this.identity.components(), inputs);
	}

	/**
	 * The results that the call consumed, by argument or by merge.
	 * @return data edges, each once
	 */
	List<Upstream> dataUpstream() {
		Set<Upstream> upstream = new LinkedHashSet<>();
		this.consumed.values().forEach((origins) -> addData(origins, upstream));
		addData(this.context.merged(), upstream);
		return List.copyOf(upstream);
	}

	/**
	 * The elements that the call consumed of streams which are not in the store, so that
	 * they can't be among the edges yet.
	 * @return where they came from
	 */
	Set<Origin> notRecorded() {
		Set<Origin> notRecorded = new LinkedHashSet<>();
		this.consumed.values().forEach((origins) -> addNotRecorded(origins, notRecorded));
		addNotRecorded(this.context.merged(), notRecorded);
		return notRecorded;
	}

	/**
	 * The results that the call consumed, and those of the steps that it called.
	 * @return data and call edges, each once
	 */
	List<Upstream> upstream() {
		Set<Upstream> upstream = new LinkedHashSet<>(dataUpstream());
		this.frame.called()
			.forEach((origin) -> upstream
				.add(new Upstream(EdgeKind.CALL, origin.producerNodeId(), origin.artifactId())));
		return new ArrayList<>(upstream);
	}

	/**
	 * Where in its run the call is.
	 * @return the position, {@code null} outside of runs
	 */
	@Nullable RunPosition position() {
		RunScope run = this.context.run();
		String position = this.frame.position();
		return (run != null && position != null) ? new RunPosition(run.runId(), run.name(), position) : null;
	}

	private static void addData(Collection<Origin> origins, Set<Upstream> upstream) {
		for (Origin origin : origins) {
			if (origin.source() == null) {
				upstream.add(new Upstream(EdgeKind.DATA, origin.producerNodeId(), origin.artifactId()));
			}
			else if (origin.source().isRecorded()) {
				upstream.add(new Upstream(EdgeKind.DATA, origin.producerNodeId(), null));
			}
		}
	}

	private static void addNotRecorded(Collection<Origin> origins, Set<Origin> notRecorded) {
		for (Origin origin : origins) {
			if (origin.source() != null && !origin.source().isRecorded()) {
				notRecorded.add(origin);
			}
		}
	}

}
