package io.musubito.test;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is said for a run of the tests, by system properties or else by environment
 * variables.
 */
final class RecordingSettings {

	static final String MODE = "musubito.recording";

	static final String FOLDER = "musubito.recording.folder";

	private RecordingSettings() {
	}

	/**
	 * What is done with a recording in this run.
	 * @param declared what the annotation says
	 * @return the mode
	 * @throws IllegalStateException if it is to be recorded where nobody could keep it
	 */
	static RecordingMode mode(RecordingMode declared) {
		String said = find(MODE);
		RecordingMode mode = (said != null) ? RecordingMode.of(said) : declared;
		if (mode == RecordingMode.REPLAY_ONLY || !isContinuousIntegration()) {
			return mode;
		}
		if (mode == RecordingMode.AUTO) {
			return RecordingMode.REPLAY_ONLY;
		}
		throw new IllegalStateException("Nothing is recorded where CI is set: it would be paid for at each build, and "
				+ "the answers would be lost. Record on your own machine, commit the file, and leave "
				+ ((said != null) ? MODE + "=" + said + " away." : "mode = RecordingMode.RECORD away."));
	}

	static @Nullable String folder() {
		return find(FOLDER);
	}

	private static boolean isContinuousIntegration() {
		String value = System.getProperty("CI", System.getenv("CI"));
		return StringUtils.hasText(value) && !value.strip().equalsIgnoreCase("false");
	}

	private static @Nullable String find(String property) {
		String value = System.getProperty(property, System.getenv(property.replace('.', '_').toUpperCase(Locale.ROOT)));
		return StringUtils.hasText(value) ? value : null;
	}

}
