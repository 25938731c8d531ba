/**
 * What the next runs would do and cost, printed.
 */
@NullMarked
package io.musubito.sample.plan;

import org.jspecify.annotations.NullMarked;
