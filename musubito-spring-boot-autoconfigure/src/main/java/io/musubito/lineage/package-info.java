/**
 * Internal. Where a value came from: the current context and the objects that steps
 * produced.
 */
@NullMarked
package io.musubito.lineage;

import org.jspecify.annotations.NullMarked;
