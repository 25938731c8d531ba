package io.musubito.store.postgresql;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few megabytes in memory, which can be filled.
 */
final class SmallDisk implements AutoCloseable {

	private static final int CHUNK = 4096;

	private final Path folder;

	private final Path filler;

	private SmallDisk(Path folder) {
		this.folder = folder;
		this.filler = folder.resolve("filler");
	}

	/**
	 * Mounts one, which only the user root may.
	 */
	static SmallDisk mount(Path folder, int megabytes) throws Exception {
		if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()) != 0) {
			if (System.getenv("CI") != null) {
				throw new IllegalStateException("No file system can be mounted: run the tests as root");
			}
			Assumptions.abort("No file system can be mounted: the tests of a full disk are skipped");
		}
		return new SmallDisk(folder);
	}

	Path folder() {
		return this.folder;
	}

	/**
	 * Takes all space that is left.
	 */
	void fill() throws IOException {
		byte[] chunk = new byte[CHUNK];
		try (OutputStream out = Files.newOutputStream(this.filler)) {
			while (true) {
				out.write(chunk);
			}
		}
		catch (IOException ex) {
			if (!String.valueOf(ex.getMessage()).contains("No space left")) {
				throw ex;
			}
		}
	}

	void free() throws IOException {
		Files.delete(this.filler);
	}

	@Override
	public void close() throws Exception {
		run("umount", "-l", this.folder.toString());
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
	}

}
