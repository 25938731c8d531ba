/**
 * A stand-in for a model: an OpenAI-compatible endpoint on the loopback interface, for
 * machines without an API key.
 */
@NullMarked
package io.musubito.sample.standin;

import org.jspecify.annotations.NullMarked;
