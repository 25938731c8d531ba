package io.musubito.sample.answer;

/**
 * A part of the handbook.
 *
 * @param source the name of the document
 * @param text its text
 */
record Passage(String source, String text) {

}
