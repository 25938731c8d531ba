package io.musubito.store;

import java.util.SortedMap;

import io.musubito.NodeView;
import org.jspecify.annotations.Nullable;

/**
 * A node with its values.
 *
 * @param view the node, without {@code expiresAt}
 * @param components what its replay key was made of, see {@link NodeKey#components()}
 * @param inputs its canonical inputs as JSON; {@code null} when they are not kept
 * @param artifact its artifact as JSON; {@code null} when it has none
 * @param error the exception of the last attempt when that failed; {@code null} otherwise
 * @param effect what became of it as an effect; {@code null} when it is none
 */
public record NodeDetails(NodeView view, SortedMap<String, String> components, @Nullable String inputs,
		@Nullable String artifact, @Nullable String error, @Nullable Effect effect) {

}
