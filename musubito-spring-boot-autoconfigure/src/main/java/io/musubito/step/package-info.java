/**
 * Internal. The steps of the application: what each is made of, and what changed since
 * the last start.
 */
@NullMarked
package io.musubito.step;

import org.jspecify.annotations.NullMarked;
