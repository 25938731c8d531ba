package io.musubito.execution;

/**
 * How a call begins: with a result to replay, with an execution, or with a wait.
 */
sealed interface Beginning permits Delivery, Attempt, Occupied {

}
