package io.musubito.ai;

import java.util.List;

import io.musubito.execution.CallSurroundings;
import io.musubito.identity.Input;

/**
 * What identifies a request to a model.
 *
 * @param inputs the inputs, each with its hash
 * @param consumed what of it may come from other steps
 * @param around what the code asks for that may run
 */
record RequestIdentity(List<Input> inputs, List<Input> consumed, CallSurroundings around) {

}
