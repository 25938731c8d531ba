/**
 * Internal. What code is: fingerprints of methods and of all that they reach.
 */
@NullMarked
package io.musubito.code;

import org.jspecify.annotations.NullMarked;
