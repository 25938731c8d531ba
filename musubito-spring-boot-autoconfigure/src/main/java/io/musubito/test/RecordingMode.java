package io.musubito.test;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is done with the recording of a test.
 */
public enum RecordingMode {

	/**
	 * All steps are executed, effects are performed, and the answers are recorded.
	 * Refused where the environment variable {@code CI} is set.
	 */
	RECORD,

	/**
	 * What is recorded is the answer, and nothing is executed: a step that isn't recorded
	 * fails the test.
	 */
	REPLAY_ONLY,

	/**
	 * What is recorded is the answer, what isn't is executed and recorded. Where the
	 * environment variable {@code CI} is set this is {@link #REPLAY_ONLY}.
	 */
	AUTO;

	static RecordingMode of(String name) {
		String plain = name.strip().replace('-', '_').toUpperCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((mode) -> mode.name().equals(plain))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("musubito.recording is '" + name + "', which is none of "
					+ Arrays.stream(values())
						.map((mode) -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
						.collect(Collectors.joining(", "))
					+ ". Set one of these, or none for what the annotation says."));
	}

}
