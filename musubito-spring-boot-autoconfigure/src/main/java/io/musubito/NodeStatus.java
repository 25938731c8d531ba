package io.musubito;

/**
 * The state of a node.
 */
public enum NodeStatus {

	/**
	 * Somebody is executing it.
	 */
	RUNNING,

	/**
	 * It has an artifact that may be replayed, subject to its TTL.
	 */
	SUCCESS,

	/**
	 * It was tried and has never succeeded.
	 */
	FAILED,

	/**
	 * Something that it depends on has changed, or it was invalidated: it runs when next
	 * asked for.
	 */
	STALE,

	/**
	 * An effect of which it is not known whether it happened.
	 */
	UNKNOWN,

	/**
	 * An effect that happened on the base of something that has changed since.
	 */
	OUTDATED,

	/**
	 * It has an artifact that somebody gave by hand. It answers no other run.
	 */
	MANUAL

}
