/**
 * Internal. What is told to Micrometer.
 */
@NullMarked
package io.musubito.observation;

import org.jspecify.annotations.NullMarked;
