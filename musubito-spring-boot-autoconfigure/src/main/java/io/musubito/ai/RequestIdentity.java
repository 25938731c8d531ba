package io.musubito.ai;

import java.util.List;
import java.util.SortedMap;

import io.musubito.CodeBoundary;
import io.musubito.execution.CallSurroundings;
import io.musubito.identity.Input;

/**
 * What identifies a request to a model.
 *
 * @param inputs the inputs, each with its hash
 * @param consumed what of it may come from other steps
 * @param around what the code asks for that may run
 * @param unseen what that code doesn't see, by whose it is
 * @param repetition how often the same was asked before in the call that it is part of
 */
record RequestIdentity(List<Input> inputs, List<Input> consumed, CallSurroundings around,
		SortedMap<String, CodeBoundary> unseen, Repetitions.Repetition repetition) {

}
