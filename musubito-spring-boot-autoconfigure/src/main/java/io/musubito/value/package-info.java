/**
 * Internal. What a value is: its canonical encoding, and where two values differ.
 */
@NullMarked
package io.musubito.value;

import org.jspecify.annotations.NullMarked;
