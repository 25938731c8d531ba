package io.musubito.code;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The archives and folders of a class path, by the beginning of the URLs of all that is
 * in them.
 */
final class ClassPathRoots {

	private static final String MANIFEST = "META-INF/MANIFEST.MF";

	private ClassPathRoots() {
	}

	/**
	 * Those that class loaders tell of without looking into any.
	 */
	static Set<String> known(@Nullable ClassLoader loader) {
		Set<String> roots = new LinkedHashSet<>();
		for (ClassLoader current = loader; current != null; current = current.getParent()) {
			if (current instanceof URLClassLoader urls) {
				for (URL url : urls.getURLs()) {
					roots.add(root(url.toString()));
				}
			}
		}
		for (String entry : StringUtils.delimitedListToStringArray(System.getProperty("java.class.path", ""),
				File.pathSeparator)) {
			if (!entry.isEmpty()) {
				roots.add(root(Path.of(entry).toUri().toString()));
			}
		}
		return roots;
	}

	/**
	 * All of them.
	 */
	static Set<String> all(@Nullable ClassLoader loader) {
		Set<String> roots = known(loader);
		if (loader != null) {
			for (String name : new String[] { MANIFEST, "" }) {
				try {
					for (URL url : Collections.list(loader.getResources(name))) {
						roots.add(rootOf(url, name));
					}
				}
				catch (IOException ex) {
					// What the loader can't list has to be known by itself
				}
			}
		}
		return roots;
	}

	static String rootOf(URL resource, String name) {
		String text = resource.toString();
		return text.substring(0, text.length() - name.length());
	}

	private static String root(String url) {
		return (url.endsWith("/") || !url.endsWith(".jar")) ? url : "jar:" + url + "!/";
	}

}
