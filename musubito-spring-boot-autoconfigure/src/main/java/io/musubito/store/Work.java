package io.musubito.store;

import org.jspecify.annotations.Nullable;

/**
 * A call that a process offers to others, while it waits for the result.
 *
 * @param workId its id
 * @param replayKey the computation
 * @param run the run that it belongs to, which gets a row before others can work for it;
 * {@code null} outside of runs
 * @param content what others need to make the same call, as JSON
 */
public record Work(String workId, String replayKey, @Nullable RunStart run, String content) {

}
