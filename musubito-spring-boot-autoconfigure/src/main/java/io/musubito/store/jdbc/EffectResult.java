package io.musubito.store.jdbc;

import java.time.Instant;

import io.musubito.artifact.Artifact;

/**
 * The result of an effect that has happened.
 *
 * @param nodeId the node of the last attempt
 * @param artifactId the result
 * @param same whether the node has it
 */
record EffectResult(String nodeId, String artifactId, boolean same) {

	/**
	 * Lets all nodes of the effect have it.
	 */
	void copy(Session session, Instant now) {
		if (!this.same) {
			EffectNodes.resolved(session, this.nodeId, new Artifact(this.artifactId, new byte[0]), now);
		}
		EffectNodes.copyResult(session, this.nodeId, now);
	}

}
