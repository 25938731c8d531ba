package io.musubito.recording;

/**
 * Where a recording is.
 *
 * @param name the place on the class path
 * @param file the file, for people
 * @param remedy how to record again, the end of a sentence
 */
public record RecordingPlace(String name, String file, String remedy) {

}
