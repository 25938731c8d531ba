package io.musubito.sample.edit;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import javax.tools.ToolProvider;

import io.musubito.sample.SampleApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as a developer has it before him after edits, started in this process from
 * classes of its own.
 */
public final class EditedSample {

	private static final Path SOURCES = Path.of("src/main");

	private static final String PACKAGE = "io.musubito.sample.";

	private final Path directory;

	private final List<String> arguments = new ArrayList<>();

	private final Path classes;

	private boolean edited;

	/**
	 * Creates it.
	 * @param directory where it is edited
	 * @param arguments its arguments
	 */
	public EditedSample(Path directory, String... arguments) {
		this.directory = directory;
		this.classes = directory.resolve("classes");
		this.arguments.addAll(List.of(arguments));
		this.arguments.add("--spring.main.web-application-type=none");
		this.arguments.add("--spring.main.banner-mode=off");
	}

	public Path directory() {
		return this.directory;
	}

	public void set(String property, Object value) {
		unset(property);
		this.arguments.add("--" + property + "=" + value);
	}

	public void unset(String property) {
		this.arguments.removeIf((argument) -> argument.startsWith("--" + property + "="));
	}

	/**
	 * Edits a file, again where it was edited before, and compiles it where it is a
	 * source.
	 * @param file its name below {@code src/main}
	 * @param from what is there once
	 * @param to what is put in its place
	 */
	public void edit(String file, String from, String to) throws IOException {
		if (!this.edited) {
			FileSystemUtils.copyRecursively(original(), this.classes);
			this.edited = true;
		}
		Path source = this.directory.resolve(file);
		String text = Files.readString(Files.exists(source) ? source : SOURCES.resolve(file));
		assertThat(text).as(file).containsOnlyOnce(from);
		Files.createDirectories(source.getParent());
		Files.writeString(source, text.replace(from, to));
		if (file.startsWith("resources/")) {
			Files.copy(source, this.classes.resolve(file.substring("resources/".length())),
					StandardCopyOption.REPLACE_EXISTING);
			return;
		}
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", this.classes.toString(), "-cp",
					this.classes + File.pathSeparator + System.getProperty("java.class.path"), "-parameters", "-g",
					"-proc:none", source.toString());
		assertThat(status).as("status of the compiler").isZero();
	}

	/**
	 * Starts it.
	 * @param more further classes with beans
	 * @return the context, to be closed
	 */
	public ConfigurableApplicationContext start(Class<?>... more) throws Exception {
		ClassLoader loader = (this.edited) ? new Edited(this.classes) : getClass().getClassLoader();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			return new SpringApplicationBuilder(new DefaultResourceLoader(loader),
					loader.loadClass(SampleApplication.class.getName()))
				.sources(more)
				.run(this.arguments.toArray(String[]::new));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static Path original() {
		return Path
			.of(URI.create(SampleApplication.class.getProtectionDomain().getCodeSource().getLocation().toString()));
	}

	/**
	 * Has the classes of the sample, and not those that the tests are compiled with.
	 */
	private static final class Edited extends URLClassLoader {

		private final String hidden = original().toUri().toString();

		private Edited(Path classes) throws IOException {
			super(new URL[] { classes.toUri().toURL() }, EditedSample.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				boolean own = name.startsWith(PACKAGE) && findResource(name.replace('.', '/') + ".class") != null;
				if (!own) {
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
			List<URL> found = Collections.list(findResources(name));
			for (URL resource : Collections.list(getParent().getResources(name))) {
				if (!resource.toString().startsWith(this.hidden)) {
					found.add(resource);
				}
			}
			return Collections.enumeration(found);
		}

	}

}
