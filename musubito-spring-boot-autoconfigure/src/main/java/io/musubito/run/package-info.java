/**
 * Internal. Runs: what belonged together, in which order, with which outcome.
 */
@NullMarked
package io.musubito.run;

import org.jspecify.annotations.NullMarked;
