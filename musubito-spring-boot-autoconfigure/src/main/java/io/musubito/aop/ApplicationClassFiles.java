package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Goes through class files, wherever they are on the class path.
 */
final class ApplicationClassFiles {

	private final PathMatchingResourcePatternResolver resolver;

	/**
	 * Creates it.
	 * @param loader finds the class files
	 */
	ApplicationClassFiles(@Nullable ClassLoader loader) {
		this.resolver = new PathMatchingResourcePatternResolver(new DefaultResourceLoader(loader));
	}

	/**
	 * Reads class files. What can't be read is left out.
	 * @param patterns where they are
	 * @param reader is given each
	 */
	void read(Collection<String> patterns, Reader reader) {
		for (String pattern : patterns) {
			try {
				for (Resource classFile : this.resolver.getResources(pattern)) {
					try (InputStream stream = classFile.getInputStream()) {
						reader.read(stream);
					}
				}
			}
			catch (IOException | RuntimeException ex) {
				// Who reads them says what there is, and not that there is no more
			}
		}
	}

	/**
	 * Reads one class file.
	 */
	@FunctionalInterface
	interface Reader {

		void read(InputStream classFile) throws IOException;

	}

}
