package io.musubito.run;

import java.util.List;

import io.musubito.Change;
import io.musubito.replay.FoundChange;

/**
 * What changed of a step between two runs.
 *
 * @param pair the step in both
 * @param own what was changed of it itself
 * @param derived what other steps gave it, or what was made of that
 */
record ChangedStep(StepPair pair, List<FoundChange> own, List<Change> derived) {

}
