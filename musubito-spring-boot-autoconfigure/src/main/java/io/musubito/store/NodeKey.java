package io.musubito.store;

import java.util.SortedMap;

import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a call, as it is kept with the node.
 *
 * @param nodeId the id of the node
 * @param replayKey the key under which other lineages find it
 * @param operation the step
 * @param type the type of the step
 * @param components what the replay key was made of, each with the hash of its value:
 * {@code scheme}, {@code version}, {@code code}, {@code resource …}, {@code property …},
 * {@code input.…}, {@code upstream …}; of an execution also what is known of it beside
 * its key, see {@link #isNote}
 * @param inputs the canonical inputs as JSON; {@code null} when only hashes are kept
 */
public record NodeKey(String nodeId, String replayKey, String operation, StepType type,
		SortedMap<String, String> components, @Nullable String inputs) {

	/**
	 * The component that says which code made a call that has no name of its own, empty
	 * when that isn't known: such a call is compared with one from the same place, or
	 * with one that says nearly the same.
	 */
	public static final String PLACE = "place";

	/**
	 * The component of a computation that a result given by hand is part of, where
	 * nothing else in its key says so: which result that is.
	 */
	public static final String MANUAL = "manual";

	/** The component of a computation that is one of several draws: which one. */
	public static final String SAMPLE = "sample";

	/** The component that names the inputs that came from other steps, one a line. */
	public static final String CONSUMED = "consumed";

	/** The component that says why a result is not kept for replay. */
	public static final String OBSTACLE = "not kept";

	/**
	 * Whether a component is no part of the key, but what else is known of an execution.
	 * @param component the name of the component
	 * @return whether it is
	 */
	public static boolean isNote(String component) {
		return component.equals(PLACE) || component.equals(OBSTACLE) || component.equals(CONSUMED);
	}

}
