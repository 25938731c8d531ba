package io.musubito.behaviour.effect;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

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
		Process process = EffectProcess.java(this.directory, this.classPath,
				List.of("-XX:ArchiveClassesAtExit=" + this.archive), EffectLoopProcess.class,
				this.directory.resolve("warm.db").toString(), receiver.url(), "warm");
		try (BufferedReader reader = process.inputReader()) {
			String line = reader.readLine();
			while (line != null && !line.startsWith(EffectLoopProcess.DONE)) {
				line = reader.readLine();
			}
			process.toHandle().destroy();
			reader.lines().forEach((rest) -> {
			});
		}
		finally {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	Process start(Path store, String receiverUrl, String name) throws IOException {
		return EffectProcess.java(this.directory, this.classPath, List.of("-XX:SharedArchiveFile=" + this.archive),
				EffectLoopProcess.class, store.toString(), receiverUrl, name);
	}

}
