/**
 * Prompt templates.
 */
@NullMarked
package io.musubito.sample.prompt;

import org.jspecify.annotations.NullMarked;
