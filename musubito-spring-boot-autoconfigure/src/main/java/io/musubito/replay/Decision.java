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
	 * @param called the called step of which the reason is true; {@code null} when it is
	 * true of the step itself
	 * @param previous the node that can't be replayed; {@code null} when none was found
	 */
	record Execute(Reason reason, @Nullable String called, @Nullable Node previous) implements Decision {

	}

}
