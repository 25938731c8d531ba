/**
 * Internal. What makes a computation this computation: its operation, its code, its
 * configuration and its inputs.
 */
@NullMarked
package io.musubito.identity;

import org.jspecify.annotations.NullMarked;
