/**
 * Internal. The adapter for Spring Security: who calls.
 */
@NullMarked
package io.musubito.security;

import org.jspecify.annotations.NullMarked;
