package io.musubito.recording;

/**
 * What is done with a recording.
 */
public enum RecordingPurpose {

	/** All is executed, and the answers are recorded. */
	RECORD,

	/** What is recorded is the answer, the rest is executed and recorded. */
	ADD,

	/** What is recorded is the answer, nothing is executed. */
	REPLAY

}
