/**
 * Internal. Wiring only; imported by nobody.
 */
@NullMarked
package io.musubito.autoconfigure;

import org.jspecify.annotations.NullMarked;
