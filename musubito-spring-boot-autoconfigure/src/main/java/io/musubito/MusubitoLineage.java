package io.musubito;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers questions about what was recorded, and takes results back. A bean of this type
 * is in every application context; it is safe for use by any number of threads. Ids are
 * lower-case hex.
 */
public interface MusubitoLineage {

	/**
	 * Finds a node.
	 * @param nodeId the id of the node
	 * @return the node, empty when there is none with this id
	 */
	Optional<NodeView> find(String nodeId);

	/**
	 * A part of the execution graph.
	 * @param query which part
	 * @return nodes and edges
	 */
	Graph graph(GraphQuery query);

	/**
	 * Takes a result back: the node, its producer, every node that replays the same
	 * producer, and everything downstream of any of them becomes {@link NodeStatus#STALE}
	 * and runs when next asked for. Effects become {@link NodeStatus#OUTDATED} instead:
	 * their result stands and they don't run again.
	 * @param nodeId the id of the node
	 * @return how many nodes became stale, this one included; 0 when they all were stale
	 * @throws IllegalArgumentException when there is no node with this id
	 */
	int invalidate(String nodeId);

	/**
	 * Erases content for good: what a node was given and what it returned, and the same
	 * of everything that was made of it, downstream by data and calls, of what has the
	 * same inputs or the same result, and of what the node called. Explanations, messages
	 * of exceptions, results given by hand and the arguments of the runs go with it, so
	 * that nothing of it is left in the store. The nodes stay with their ids and hashes;
	 * they are never replayed, and a later call executes and is recorded anew. An effect
	 * that was performed is not performed again: who calls it is told that its value
	 * can't be read any more.
	 * <p>
	 * What else came to be of the content is the caller's own: what steps that are
	 * running hold and record later, objects and runs of this process, what effects did,
	 * backups, and nodes of other steps that were given the same from elsewhere. The
	 * store is written anew, which takes time and space in proportion to its size; who
	 * records waits meanwhile.
	 * @param nodeId the id of the node
	 * @return how many nodes were erased that were not before
	 * @throws IllegalArgumentException when there is no node with this id
	 * @throws StoreException when it can't be done; then erase the node again
	 */
	int erase(String nodeId);

	/**
	 * Why a node was last executed. A node that only replays never was: then this is why
	 * the node that produced its result executed, with a first change
	 * {@code replay of <node id>} that says when that was and by which run, and when the
	 * identity of the step doesn't cover something that may have changed without being
	 * noticed, a last one that names it ({@code not seen by this step: …}); all of it is
	 * in {@link #code(String)}.
	 * @param nodeId the id of the node
	 * @return the explanation
	 * @throws IllegalArgumentException when there is no node with this id
	 */
	Explanation explain(String nodeId);

	/**
	 * The code that identified a node when it was recorded: what of it counted, and what
	 * it reaches that did not. It is not today's code unless it says so.
	 * @param nodeId the id of the node
	 * @return the code; empty when it was not recorded, because the only computation that
	 * it identified was neither executed nor failed here
	 * @throws IllegalArgumentException when there is no node with this id
	 */
	Optional<CodeView> code(String nodeId);

	/**
	 * Says of an effect in doubt whether it happened. What was said, by whom and when is
	 * kept.
	 * @param nodeId the id of the node, as {@link EffectInDoubtException#nodeId()} has it
	 * @param resolution what happened
	 * @throws IllegalArgumentException when there is no effect with this id, or the value
	 * is none that the step could have returned
	 * @throws IllegalStateException when the effect is not in doubt: it has succeeded or
	 * failed, was resolved, or is being performed
	 */
	void resolveEffect(String nodeId, EffectResolution resolution);

	/**
	 * Copies the store as it is at this moment into a file that a store can be opened on.
	 * Steps go on meanwhile. This is the way to back up a store that is open: to copy its
	 * file takes away the locks that the process has on it, and leaves out what is not in
	 * it yet.
	 * @param target the file, which must not be there; its folder must
	 * @throws StoreException when there is no store, when the file is there, or when it
	 * can't be written
	 */
	void backup(Path target);

}
