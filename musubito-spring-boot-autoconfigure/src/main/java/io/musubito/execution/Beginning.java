package io.musubito.execution;

/**
 * How a call begins: with a result to replay, or with an execution.
 */
sealed interface Beginning permits Delivery, Attempt {

}
