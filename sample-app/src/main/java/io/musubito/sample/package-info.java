/**
 * The sample: a support desk that answers questions from a handbook, one pipeline of five
 * steps. Start with {@link io.musubito.sample.answer.AnswerPipeline}.
 */
@NullMarked
package io.musubito.sample;

import org.jspecify.annotations.NullMarked;
