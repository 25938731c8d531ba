package io.musubito.work;

import org.jspecify.annotations.Nullable;

/**
 * A hint that a call waits to be executed by whoever can. Only ids: what is needed to
 * execute it is in the store.
 *
 * @param workId the call
 * @param replayKey its computation
 * @param operation its step
 * @param runId the run that it belongs to; {@code null} outside of runs
 */
public record WorkItem(String workId, String replayKey, String operation, @Nullable String runId) {

}
