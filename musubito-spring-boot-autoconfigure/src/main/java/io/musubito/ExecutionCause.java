package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * What made steps of a run execute, and how many. A step that executed only because
 * another step of the same run had another result is a consequence of what made that one
 * execute, and not among them.
 *
 * @param reason why they executed
 * @param component what was changed, named as in {@link Change}: the first change of
 * their explanations, without the path into an argument; {@code null} where nothing was,
 * as in {@link Reason#FIRST_EXECUTION}
 * @param steps how many steps executed for it
 */
public record ExecutionCause(Reason reason, @Nullable String component, long steps) {

}
