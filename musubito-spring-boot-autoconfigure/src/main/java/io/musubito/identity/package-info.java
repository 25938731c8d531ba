/**
 * Internal. What makes a computation this computation: canonical encoding and
 * fingerprints.
 */
@NullMarked
package io.musubito.identity;

import org.jspecify.annotations.NullMarked;
