package io.musubito.behaviour.effect;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

import io.musubito.testing.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts {@link EffectLoopProcess} from an archive of its classes, in half the time. Such
 * an archive wants a class path without folders.
 *
 * @param directory where temporary files go
 * @param classPath the class path
 * @param archive the archive of classes
 */
record ArchivedProcess(Path directory, String classPath, Path archive) {

	static ArchivedProcess prepare(Path directory, EffectReceiver receiver) throws Exception {
		List<String> classPath = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			classPath.add(Files.isDirectory(Path.of(entry)) ? jar(directory, Path.of(entry)) : entry);
		}
		ArchivedProcess processes = new ArchivedProcess(directory, String.join(File.pathSeparator, classPath),
				directory.resolve("classes.jsa"));
		processes.record(receiver);
		return processes;
	}

	private static String jar(Path directory, Path folder) {
		Path jar = directory.resolve(Integer.toHexString(folder.hashCode()) + ".jar");
		int result = ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", folder.toString(), ".");
		assertThat(result).isZero();
		return jar.toString();
	}

	private void record(EffectReceiver receiver) throws Exception {
		try (JavaProcess process = EffectProcess
			.quick(this.directory, EffectLoopProcess.class, this.directory.resolve("warm.db"), receiver.url(), "warm")
			.classPath(this.classPath)
			.options("-XX:ArchiveClassesAtExit=" + this.archive)
			.start()) {
			process.readLine(EffectLoopProcess.DONE);
			process.terminate();
		}
	}

	JavaProcess start(Path store, String receiverUrl, String name) {
		return EffectProcess.quick(this.directory, EffectLoopProcess.class, store, receiverUrl, name)
			.classPath(this.classPath)
			.options("-XX:SharedArchiveFile=" + this.archive)
			.start();
	}

}
