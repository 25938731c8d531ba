/**
 * Internal. The adapter for annotated methods of Spring beans.
 */
@NullMarked
package io.musubito.aop;

import org.jspecify.annotations.NullMarked;
