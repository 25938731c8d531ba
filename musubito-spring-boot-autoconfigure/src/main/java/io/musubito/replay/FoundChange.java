package io.musubito.replay;

import io.musubito.Change;
import io.musubito.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One change, and what it is a reason for.
 *
 * @param reason the reason
 * @param change the change
 * @param rootCauseNodeId the node that caused it; {@code null} when that is this call or
 * not known
 */
public record FoundChange(Reason reason, Change change, @Nullable String rootCauseNodeId) {

}
