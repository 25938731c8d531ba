/**
 * Internal. What is remembered: records and the narrow interfaces that keep them.
 */
@NullMarked
package io.musubito.store;

import org.jspecify.annotations.NullMarked;
