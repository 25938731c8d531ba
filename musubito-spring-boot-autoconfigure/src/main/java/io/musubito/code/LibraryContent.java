package io.musubito.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.musubito.value.Sha256;

/**
 * The files of an archive, one inside of another too, or of a folder.
 */
final class LibraryContent {

	private static final int SHOWN_DIGITS = 32;

	private final SortedMap<String, Opening> files = new TreeMap<>();

	/**
	 * Lists the files.
	 * @param root the beginning of their URLs
	 * @throws IOException if they can't be listed
	 */
	LibraryContent(String root) throws IOException {
		if (root.startsWith("jar:")) {
			// Shared with the class loader, so it stays open
			JarFile jar = ((JarURLConnection) URI.create(root).toURL().openConnection()).getJarFile();
			jar.stream()
				.filter((entry) -> !entry.isDirectory())
				.forEach((JarEntry entry) -> this.files.put(entry.getName(), () -> jar.getInputStream(entry)));
			return;
		}
		Path folder = Path.of(URI.create(root));
		if (Files.isDirectory(folder)) {
			try (Stream<Path> all = Files.walk(folder)) {
				all.filter(Files::isRegularFile)
					.forEach((file) -> this.files.put(
							folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"),
							() -> Files.newInputStream(file)));
			}
		}
	}

	Stream<String> names() {
		return this.files.keySet().stream();
	}

	InputStream open(String name) throws IOException {
		Opening opening = this.files.get(name);
		return (opening != null) ? opening.open() : new ByteArrayInputStream(new byte[0]);
	}

	/**
	 * A hash of what is in it, the same for each build of the same sources: without what
	 * a build tool writes about the build.
	 */
	String hash() throws IOException {
		MessageDigest digest = Sha256.newDigest();
		for (Map.Entry<String, Opening> file : this.files.entrySet()) {
			String name = file.getKey();
			if (!name.equals("META-INF/MANIFEST.MF") && !name.startsWith("META-INF/maven/")) {
				digest.update((name + '\n').getBytes(StandardCharsets.UTF_8));
				try (InputStream stream = file.getValue().open()) {
					MessageDigest content = Sha256.newDigest();
					Sha256.update(content, stream);
					digest.update(content.digest());
				}
			}
		}
		return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN_DIGITS);
	}

	/**
	 * Opens a file.
	 */
	@FunctionalInterface
	private interface Opening {

		InputStream open() throws IOException;

	}

}
