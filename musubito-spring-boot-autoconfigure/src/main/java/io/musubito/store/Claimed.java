package io.musubito.store;

import org.jspecify.annotations.Nullable;

/**
 * How the claim of a computation ended.
 *
 * @param other the claim of a living process that was earlier; {@code null} when the
 * computation is claimed now
 * @param known whether there may be a node of the computation; {@code false} only when
 * there was none in the moment in which it was claimed
 */
public record Claimed(@Nullable Claim other, boolean known) {

}
