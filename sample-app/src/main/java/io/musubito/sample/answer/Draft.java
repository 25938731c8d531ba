package io.musubito.sample.answer;

/**
 * What the model wrote.
 *
 * @param text the text, with its sources in square brackets
 */
record Draft(String text) {

}
