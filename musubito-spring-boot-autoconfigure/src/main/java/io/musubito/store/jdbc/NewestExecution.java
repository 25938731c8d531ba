package io.musubito.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The newest valid result of a replay key.
 *
 * @param execution its place among the executions
 * @param executedAt when it was executed
 * @param artifactId the result
 */
record NewestExecution(long execution, long executedAt, @Nullable String artifactId) {

}
