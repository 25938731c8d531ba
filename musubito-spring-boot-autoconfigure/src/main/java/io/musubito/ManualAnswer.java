package io.musubito;

import java.time.Instant;

/**
 * Who gave a result by hand in place of an execution.
 *
 * @param by a person or a program
 * @param at when
 * @see ResumeOption#override(String, Object)
 */
public record ManualAnswer(String by, Instant at) {

}
