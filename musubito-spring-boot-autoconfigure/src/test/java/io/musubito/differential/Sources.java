package io.musubito.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of an application by path: Java and what else is on its class path.
 */
public record Sources(SortedMap<String, String> files) {

	private static final String ROOT = "io/musubito/differential/";

	public Sources {
		files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
	}

	/**
	 * Reads an application.
	 * @param name the name of its directory
	 */
	static Sources read(String name) {
		String root = ROOT + name + "/";
		SortedMap<String, String> files = new TreeMap<>();
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath:" + root + "**/*.*")) {
				String url = resource.getURL().toString();
				files.put(url.substring(url.indexOf(root) + root.length()),
						resource.getContentAsString(StandardCharsets.UTF_8));
			}
			return new Sources(files);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Sources with(String path, String content) {
		SortedMap<String, String> changed = new TreeMap<>(this.files);
		changed.put(path, content);
		return new Sources(changed);
	}

	String get(String path) {
		return this.files.get(path);
	}

	static boolean isJava(String path) {
		return path.endsWith(".java");
	}

	/**
	 * Writes what isn't compiled.
	 */
	void writeResources(Path directory) throws IOException {
		for (Map.Entry<String, String> file : this.files.entrySet()) {
			if (!isJava(file.getKey())) {
				Path path = directory.resolve(file.getKey());
				Files.createDirectories(path.getParent());
				Files.writeString(path, file.getValue());
			}
		}
	}

}
