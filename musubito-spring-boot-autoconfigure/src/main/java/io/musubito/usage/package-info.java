/**
 * Internal. What calls of models cost, and what a run may spend.
 */
@NullMarked
package io.musubito.usage;

import org.jspecify.annotations.NullMarked;
