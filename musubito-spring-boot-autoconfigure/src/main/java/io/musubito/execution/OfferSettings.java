package io.musubito.execution;

import java.time.Duration;

/**
 * How calls are offered to other processes.
 *
 * @param patience how long a call waits that nobody has taken
 * @param keepInputs whether arguments may be stored
 * @param budgeted whether what a run spends is limited
 */
public record OfferSettings(Duration patience, boolean keepInputs, boolean budgeted) {

}
