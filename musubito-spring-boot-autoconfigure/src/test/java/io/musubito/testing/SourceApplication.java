package io.musubito.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is compiled from its sources and started on one store, again and
 * again.
 */
public final class SourceApplication {

	private final Path directory;

	private final List<Path> libraries;

	/**
	 * Creates it.
	 * @param directory where it is compiled and where its store is
	 * @param libraries on its class path, beside those of the tests
	 */
	public SourceApplication(Path directory, Path... libraries) {
		this.directory = directory;
		this.libraries = List.of(libraries);
	}

	/**
	 * Compiles classes.
	 * @param sources by the name of the class
	 * @param options further options of the compiler
	 * @return the folder with the class files
	 */
	public Path compile(Map<String, String> sources, String... options) {
		try {
			Path root = Files.createTempDirectory(this.directory, "application");
			Path classes = Files.createDirectories(root.resolve("classes"));
			StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
			this.libraries.forEach((library) -> classPath.append(java.io.File.pathSeparator).append(library));
			List<String> arguments = new ArrayList<>(
					List.of("-proc:none", "-nowarn", "-classpath", classPath.toString(), "-d", classes.toString()));
			arguments.addAll((options.length > 0) ? List.of(options) : List.of("-parameters", "-g"));
			for (Map.Entry<String, String> source : sources.entrySet()) {
				Path file = root.resolve("sources").resolve(source.getKey().replace('.', '/') + ".java");
				Files.createDirectories(file.getParent());
				Files.writeString(file, source.getValue());
				arguments.add(file.toString());
			}
			assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
				.isZero();
			return classes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts an application.
	 * @param classes its class files
	 * @param main its configuration class
	 * @param work what is done with it
	 * @param properties inlined properties
	 * @return what the work returns
	 */
	public <T> T run(Path classes, String main, Work<T> work, String... properties) throws Exception {
		List<URL> urls = new ArrayList<>(List.of(url(classes)));
		this.libraries.forEach((library) -> urls.add(url(library)));
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), getClass().getClassLoader());
				ConfigurableApplicationContext context = Engine.in(this.directory)
					.start(loader.loadClass(main), properties)) {
			return work.with(context);
		}
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is done with an application.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	public interface Work<T> {

		T with(ConfigurableApplicationContext context) throws Exception;

	}

}
