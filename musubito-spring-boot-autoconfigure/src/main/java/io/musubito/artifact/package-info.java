/**
 * Internal. What is stored of values, and how it is read back.
 */
@NullMarked
package io.musubito.artifact;

import org.jspecify.annotations.NullMarked;
