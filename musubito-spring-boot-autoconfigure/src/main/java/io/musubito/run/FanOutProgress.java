package io.musubito.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a fan-out is.
 *
 * @param done how many items have been handled, those that failed included
 * @param of how many items there are; {@code null} when that is known only at the end
 */
public record FanOutProgress(int done, @Nullable Integer of) {

}
