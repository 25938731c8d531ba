/**
 * The {@code answer} pipeline and its web interface.
 */
@NullMarked
package io.musubito.sample.answer;

import org.jspecify.annotations.NullMarked;
