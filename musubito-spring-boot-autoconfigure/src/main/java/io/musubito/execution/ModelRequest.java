package io.musubito.execution;

import org.jspecify.annotations.Nullable;

/**
 * A call of a model that is about to be made.
 *
 * @param model the model that is asked for; {@code null} when the request names none
 * @param inputTokens an estimate of the tokens that it will read
 * @param maxOutputTokens the most tokens that it may write; {@code null} without a limit
 */
public record ModelRequest(@Nullable String model, long inputTokens, @Nullable Long maxOutputTokens) {

}
