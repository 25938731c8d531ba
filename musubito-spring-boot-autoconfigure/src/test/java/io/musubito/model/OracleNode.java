package io.musubito.model;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.musubito.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * A node as the design has it.
 */
final class OracleNode {

	final String id;

	final String replayKey;

	final Op op;

	final long row;

	/** What the key was made of. */
	final Map<String, String> components = new TreeMap<>();

	/** The node that executed, itself in general. */
	String producer;

	NodeStatus status = NodeStatus.SUCCESS;

	boolean kept;

	@Nullable String artifact;

	@Nullable Instant executedAt;

	/** The number of the execution that produced the artifact. */
	long execution;

	Set<String> data = new LinkedHashSet<>();

	Set<String> calls = new LinkedHashSet<>();

	OracleNode(String id, String replayKey, Op op, long row) {
		this.id = id;
		this.replayKey = replayKey;
		this.op = op;
		this.row = row;
		this.producer = id;
	}

	boolean isValid() {
		return this.status == NodeStatus.SUCCESS || this.status == NodeStatus.OUTDATED;
	}

	@Override
	public String toString() {
		return this.op.step() + " " + this.status + ((this.kept) ? "" : " not kept") + " " + this.artifact + " at "
				+ this.executedAt;
	}

}
