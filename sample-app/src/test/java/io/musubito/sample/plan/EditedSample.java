package io.musubito.sample.plan;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import javax.tools.ToolProvider;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as a developer has it before him: files that he edits, and an application
 * that is started from what is compiled of them, in this process.
 */
final class EditedSample {

	private static final Path SOURCES = Path.of("src/main");

	private static final String PACKAGE = "io.musubito.sample.";

	private final Path edited;

	private final Path classes;

	EditedSample(Path directory) throws IOException {
		this.edited = directory.resolve("main");
		this.classes = Files.createDirectories(directory.resolve("classes"));
		FileSystemUtils.copyRecursively(SOURCES, this.edited);
		FileSystemUtils.copyRecursively(this.edited.resolve("resources"), this.classes);
		List<String> sources = new ArrayList<>();
		try (var files = Files.walk(this.edited.resolve("java/io"))) {
			files.filter((file) -> file.toString().endsWith(".java")).map(Path::toString).forEach(sources::add);
		}
		compile(sources);
	}

	/**
	 * Edits a file.
	 * @param file its name below {@code src/main}
	 * @param from what is there once
	 * @param to what is put in its place
	 */
	void edit(String file, String from, String to) throws IOException {
		Path path = this.edited.resolve(file);
		String text = Files.readString(path);
		assertThat(text).as(file).containsOnlyOnce(from);
		Files.writeString(path, text.replace(from, to));
		if (file.startsWith("resources/")) {
			Files.copy(path, this.classes.resolve(file.substring("resources/".length())),
					StandardCopyOption.REPLACE_EXISTING);
		}
		else {
			compile(List.of(path.toString()));
		}
	}

	private void compile(List<String> sources) {
		List<String> arguments = new ArrayList<>(List.of("-d", this.classes.toString(), "-cp",
				this.classes + File.pathSeparator + System.getProperty("java.class.path"), "--release", "17",
				"-parameters", "-proc:none", "-nowarn"));
		arguments.addAll(sources);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	/**
	 * Starts the application and works with it.
	 * @param arguments its arguments
	 * @param clock its clock
	 * @param work the work
	 */
	<T> T run(List<String> arguments, Clock clock, Work<T> work) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (OwnClassLoader loader = new OwnClassLoader(this.classes, getClass().getClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
					loader.loadClass(PACKAGE + "SampleApplication"))
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.logStartupInfo(false)
				.initializers((starting) -> starting.getBeanFactory().registerSingleton("clock", clock))
				.run(arguments.toArray(String[]::new))) {
				return work.with(context);
			}
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	/**
	 * Finds the classes of the sample where they were compiled to, and all others where
	 * the tests find them.
	 */
	private static final class OwnClassLoader extends URLClassLoader {

		private static final String APPLICATION = "io/musubito/sample/SampleApplication.class";

		private final String original;

		private OwnClassLoader(Path classes, ClassLoader parent) throws IOException {
			super(new URL[] { classes.toUri().toURL() }, parent);
			URL application = parent.getResource(APPLICATION);
			assertThat(application).isNotNull();
			this.original = application.toString().substring(0, application.toString().length() - APPLICATION.length());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (!name.startsWith(PACKAGE)) {
					return super.loadClass(name, resolve);
				}
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

		@Override
		public URL getResource(String name) {
			URL own = findResource(name);
			return (own != null) ? own : super.getResource(name);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
			for (URL other : Collections.list(getParent().getResources(name))) {
				if (!other.toString().startsWith(this.original)) {
					all.add(other);
				}
			}
			return Collections.enumeration(all);
		}

	}

	/**
	 * What is done with the application.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Work<T> {

		T with(ConfigurableApplicationContext context) throws Exception;

	}

}
