package io.musubito.store;

import java.time.Instant;

import io.musubito.RunKind;

/**
 * What is known of a run when its first step is recorded.
 *
 * @param runId the id of the run
 * @param pipeline the name of the pipeline, or method and path of the web request
 * @param kind what began it
 * @param startedAt when it started
 */
public record RunStart(String runId, String pipeline, RunKind kind, Instant startedAt) {

}
