package io.musubito.store;

import io.musubito.ManualAnswer;
import io.musubito.artifact.Artifact;

/**
 * A call that was answered with a result given by hand. It depends on nothing.
 *
 * @param key the call
 * @param artifact the result
 * @param given who gave it
 * @param journal the entry of the journal
 */
public record ManualResult(NodeKey key, Artifact artifact, ManualAnswer given, StepRecord journal) {

}
