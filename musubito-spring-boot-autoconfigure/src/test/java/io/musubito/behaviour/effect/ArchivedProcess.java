package io.musubito.behaviour.effect;

import java.nio.file.Path;

import io.musubito.testing.ArchivedClasses;
import io.musubito.testing.JavaProcess;

/**
 * Starts {@link EffectLoopProcess} from an archive of its classes.
 *
 * @param directory where temporary files go
 * @param classes the archive
 */
record ArchivedProcess(Path directory, ArchivedClasses classes) {

	static ArchivedProcess prepare(Path directory, EffectReceiver receiver) throws Exception {
		ArchivedProcess processes = new ArchivedProcess(directory, ArchivedClasses.in(directory));
		processes.record(receiver);
		return processes;
	}

	private void record(EffectReceiver receiver) throws Exception {
		JavaProcess.Builder builder = EffectProcess.quick(this.directory, EffectLoopProcess.class,
				this.directory.resolve("warm.db"), receiver.url(), "warm");
		try (JavaProcess process = this.classes.recording(builder).start()) {
			process.readLine(EffectLoopProcess.DONE);
			process.terminate();
		}
	}

	JavaProcess start(Path store, String receiverUrl, String name) {
		return this.classes
			.using(EffectProcess.quick(this.directory, EffectLoopProcess.class, store, receiverUrl, name))
			.start();
	}

}
