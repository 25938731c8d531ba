package io.musubito.test;

import java.util.HashMap;
import java.util.Map;

/**
 * The recordings that test classes of this process work with. Safe for use by many
 * threads.
 */
final class OpenRecordings {

	private final Map<String, OpenRecording> byName = new HashMap<>();

	/**
	 * Opens a recording, or joins those who work with it.
	 */
	synchronized OpenRecording open(RecordingLocation location, MusubitoReplay annotation) {
		OpenRecording open = this.byName.get(location.name());
		if (open != null) {
			if (open.isFor(location, RecordingSettings.mode(annotation.mode()))) {
				return open.join();
			}
			throw new IllegalStateException("Recording " + location.shown() + " is recorded by tests of "
					+ open.location().owner().getName() + ", and at the same time " + location.owner().getName()
					+ " has it: one of them would lose its answers. Run them one after the other, or give each a file "
					+ "of its own.");
		}
		OpenRecording opened = OpenRecording.open(location, annotation);
		this.byName.put(location.name(), opened);
		return opened;
	}

	/**
	 * Leaves a recording. Who leaves last writes it.
	 */
	synchronized void close(OpenRecording recording) {
		if (recording.leave()) {
			this.byName.remove(recording.location().name());
			recording.finish();
		}
	}

}
