/**
 * Internal. What is told to, and heard from, Spring AI.
 */
@NullMarked
package io.musubito.ai;

import org.jspecify.annotations.NullMarked;
