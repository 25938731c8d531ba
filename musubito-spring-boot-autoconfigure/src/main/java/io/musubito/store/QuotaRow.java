package io.musubito.store;

import java.time.Instant;

/**
 * What is known of the use of a model at some time.
 *
 * @param version the number of the last change, 0 when there was none
 * @param content the text, empty when there is none
 * @param time the time after it was read, by the clock that all who share the store have
 * in common
 */
public record QuotaRow(long version, String content, Instant time) {

}
