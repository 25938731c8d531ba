package io.musubito.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.musubito.MusubitoStep;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sources of a small application, which can be edited and compiled.
 */
final class SourceTree {

	private final SortedMap<String, String> sources;

	private SourceTree(SortedMap<String, String> sources) {
		this.sources = sources;
	}

	static SourceTree read() {
		try {
			SortedMap<String, String> sources = new TreeMap<>();
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath:io/musubito/code/application/com/acme/*.java")) {
				sources.put(resource.getFilename().replace(".java", ""),
						resource.getContentAsString(StandardCharsets.UTF_8));
			}
			return new SourceTree(sources);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * This application with an edit in one of its files.
	 */
	SourceTree edit(String file, String from, String to) {
		String source = this.sources.get(file);
		assertThat(source).as(file).isNotNull().contains(from);
		return with(file, source.replace(from, to));
	}

	SourceTree with(String file, String source) {
		SortedMap<String, String> edited = new TreeMap<>(this.sources);
		edited.put(file, source);
		return new SourceTree(edited);
	}

	SourceTree without(String file) {
		SortedMap<String, String> edited = new TreeMap<>(this.sources);
		edited.remove(file);
		return new SourceTree(edited);
	}

	Map<String, String> sources() {
		return this.sources;
	}

	/**
	 * Compiles with the compiler of this JDK.
	 */
	Path compile(Path directory, String... options) {
		List<String> arguments = arguments(directory, options);
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(status).as("status of the compiler").isZero();
		return directory.resolve("classes");
	}

	/**
	 * Compiles with the compiler of another JDK.
	 * @param javac its program
	 */
	Path compileWith(Path javac, Path directory, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of(javac.toString()));
		command.addAll(arguments(directory, options));
		Process process = new ProcessBuilder(command).inheritIO().start();
		assertThat(process.waitFor()).as("status of " + javac).isZero();
		return directory.resolve("classes");
	}

	private List<String> arguments(Path directory, String... options) {
		try {
			Path packageDirectory = Files.createDirectories(directory.resolve("sources/com/acme"));
			List<String> arguments = new ArrayList<>(List.of("-d", directory.resolve("classes").toString(), "-cp",
					pathOf(MusubitoStep.class) + java.io.File.pathSeparator + pathOf(JsonProperty.class)
							+ java.io.File.pathSeparator + pathOf(Nullable.class) + java.io.File.pathSeparator
							+ pathOf(LogFactory.class) + java.io.File.pathSeparator + pathOf(Tool.class),
					"-proc:none", "-nowarn", "-parameters"));
			boolean older = Runtime.version().feature() > 17 && Stream.of(options).noneMatch("--release"::equals);
			arguments.addAll((older) ? List.of("--release", "17") : List.of());
			arguments.addAll(List.of(options));
			for (Map.Entry<String, String> source : this.sources.entrySet()) {
				Path file = packageDirectory.resolve(source.getKey() + ".java");
				Files.writeString(file, source.getValue());
				arguments.add(file.toString());
			}
			return arguments;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String pathOf(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation().getPath();
	}

}
