package io.musubito.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.musubito.lineage.StepUsage;
import org.jspecify.annotations.Nullable;

/**
 * What the path of one call needs. Safe for use by any number of threads. All methods
 * throw {@link io.musubito.StoreException} when the store can't be read or written.
 */
public interface NodeStore {

	/**
	 * Whether nothing is kept of what is recorded, as the store is only read.
	 * @return {@code false} unless it is
	 */
	default boolean isReadOnly() {
		return false;
	}

	/**
	 * Finds a node with the payload of its artifact.
	 * @param nodeId the id of the node
	 * @return the node
	 */
	Optional<Node> find(String nodeId);

	/**
	 * Finds the node of a call or, where there is none, the one to replay for a new
	 * lineage: of the nodes with this key that succeeded and are kept, the one whose
	 * artifact was produced last. The order is that of recording, not that of the clock.
	 * @param nodeId the id of the node, which is found whatever became of it
	 * @param replayKey the replay key
	 * @return the node with the payload of its artifact
	 */
	Optional<Node> find(String nodeId, String replayKey);

	/**
	 * Finds the payload of an artifact, also when no node points at it any more.
	 * @param artifactId the id of the artifact
	 * @return the payload as it is stored, which need not match the id
	 */
	Optional<byte[]> findPayload(String artifactId);

	/**
	 * The steps that a node called, directly and through others.
	 * @param nodeId the id of the enclosing node
	 * @return the called steps, each once
	 */
	List<CalledStep> findCalled(String nodeId);

	/**
	 * The node to compare a call with: the one at the same position of the previous run
	 * of the pipeline, which is the one that began to record before this run; else, of
	 * the newest nodes of the operation that are older than this run, the one that shares
	 * most components, the newest of these. A call that notes its {@link NodeKey#PLACE}
	 * is compared only with one that says nearly the same, or that is from the same place
	 * and at the same position; where inputs are not kept, from the same place. Asked
	 * before an execution, never before a replay.
	 * @param key the identity of the call
	 * @param position where in which run the call is; {@code null} outside of runs
	 * @return the node, possibly that of the call itself
	 */
	Optional<Baseline> findBaseline(NodeKey key, @Nullable RunPosition position);

	/**
	 * Why the result of a node is not kept for replay.
	 * @param nodeId the id of the node
	 * @return the end of a sentence; empty when it is kept, or that is not known
	 */
	Optional<String> findObstacle(String nodeId);

	/**
	 * Where the result of a node came from.
	 * @param nodeId the id of the node
	 * @return the execution that produced it; empty when there is no such node
	 */
	Optional<Production> findProduction(String nodeId);

	/**
	 * Records an execution in one transaction: artifact, node, edges and journal entry.
	 * When the node had another artifact before, everything downstream of it and every
	 * node that replays the earlier artifact from it becomes stale. When something
	 * upstream has another artifact by now than the one that was consumed, or is stale or
	 * gone, the node itself is recorded as stale. An execution that is not kept leaves an
	 * earlier artifact of its node as it was. A claim of this store on the computation is
	 * released with it. Returns when it is committed.
	 * @param execution the execution
	 * @return the number of its journal entry
	 */
	long record(Execution execution);

	/**
	 * Records a failed attempt. A node that has an artifact keeps its status and
	 * artifact. Returns when it is committed.
	 * @param failure the failure
	 * @return the number of its journal entry
	 */
	long record(Failure failure);

	/**
	 * Records a replay asynchronously: returns at once, and what fails later is only
	 * counted. A new node for the lineage is stale when the producer has become so, or
	 * has another artifact, by the time it is written.
	 * @param replay the replay
	 */
	void record(Replay replay);

	/**
	 * Records a call that was answered with a result given by hand. Returns when it is
	 * committed.
	 * @param result the result
	 * @return the row id of the journal entry
	 */
	long record(ManualResult result);

	/**
	 * Records an execution of which nothing is kept but the journal entry. Returns when
	 * it is committed.
	 * @param journal the entry
	 * @return the number of the entry
	 */
	long record(StepRecord journal);

	/**
	 * Adds asynchronously what models used in an execution and was reported only when the
	 * execution had been recorded: to its journal entry, and to the nodes that have its
	 * result.
	 * @param entry the number of the journal entry
	 * @param replayKey the computation
	 * @param late what was used in addition
	 */
	void addUsage(long entry, String replayKey, StepUsage late);

	/**
	 * Adds data edges asynchronously for elements that were consumed before their
	 * producer was recorded. Nodes that are not there get none.
	 * @param producerNodeId the producer
	 * @param downstream the nodes that consumed its elements
	 */
	void link(String producerNodeId, Collection<String> downstream);

	/**
	 * Keeps asynchronously what a code fingerprint was made of. A process that records
	 * nodes with it calls this again each day, so that it is known to be in use.
	 * @param code the fingerprint
	 */
	void rememberCode(RecordedCode code);

	/**
	 * What a code fingerprint was made of.
	 * @param hash the fingerprint
	 * @return its parts, and their boundary as of the last execution that was recorded
	 * with it; empty when it is not known
	 */
	Optional<RecordedCode> findCode(String hash);

	/**
	 * Keeps asynchronously the text that a component stands for. Called again each day,
	 * as for code.
	 * @param component the value of the component
	 * @param text the text
	 */
	void rememberText(String component, String text);

	/**
	 * The text that a component stands for.
	 * @param component the value of the component
	 * @return the text; empty when it was not kept
	 */
	Optional<String> findText(String component);

	/**
	 * Makes a node, its producer, all that replay this producer and everything downstream
	 * of any of them stale.
	 * @param nodeId the id of the node
	 * @return how many nodes became stale
	 * @throws IllegalArgumentException when there is no such node
	 */
	int invalidate(String nodeId);

}
