package io.musubito.execution;

import java.util.concurrent.CompletableFuture;

/**
 * Something that was begun and has not ended.
 *
 * @param name what it is, for messages
 * @param ended completed when it has ended and what came of it is recorded
 */
public record UnderWay(String name, CompletableFuture<?> ended) {

}
