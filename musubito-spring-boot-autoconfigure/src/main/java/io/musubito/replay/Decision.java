package io.musubito.replay;

import io.musubito.Reason;
import io.musubito.store.Node;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one call of a step.
 */
public sealed interface Decision {

	/**
	 * Return the artifact of a node.
	 *
	 * @param node the node, with its payload
	 */
	record Replay(Node node) implements Decision {

	}

	/**
	 * Run the method.
	 *
	 * @param reason why; {@link Reason#FIRST_EXECUTION} when no node was found
	 * @param detail what the reason is about, for people: the step whose TTL ended, the
	 * node that made this one stale; {@code null} when there is nothing to add
	 * @param previous the node that can't be replayed; {@code null} when none was found
	 */
	record Execute(Reason reason, @Nullable String detail, @Nullable Node previous) implements Decision {

	}

}
