/**
 * The demo: the same question asked four times.
 */
@NullMarked
package io.musubito.sample.demo;

import org.jspecify.annotations.NullMarked;
