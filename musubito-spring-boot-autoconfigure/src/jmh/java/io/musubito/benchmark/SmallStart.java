package io.musubito.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a small web application with Actuator and three steps takes to start and to end,
 * against the same one without the starter on the class path. The store is there already.
 * Each start is a process of its own, from {@code main} to its end. Two starts that
 * follow each other are a pair, and the order within a pair changes, so that load from
 * outside hits both.
 */
final class SmallStart {

	private static final int PAIRS = 15;

	private static final String MAIN_CLASS = "com.acme.notes.NotesApplication";

	private static final String SOURCES = "classpath:io/musubito/benchmark/small/*.java";

	/** What Boot's starters for Spring MVC and Actuator bring. */
	private static final Pattern APPLICATION = Pattern.compile("(HdrHistogram|commons-logging|jackson-annotations"
			+ "|jackson-(core|databind)-3|jakarta\\.annotation|jspecify|jul-to-slf4j|log4j|logback|micrometer"
			+ "|slf4j-api-2\\.0\\.18|snakeyaml|spring-(aop|beans|context|core|expression|web|webmvc)-\\d"
			+ "|spring-boot-(\\d|actuator|autoconfigure|health|http-converter|jackson|micrometer|servlet|tomcat"
			+ "|web-server|webmvc)|tomcat-embed).*");

	/** What the starter brings beside that. */
	private static final Pattern STARTER = Pattern
		.compile("(asm-(9\\.10|analysis-9\\.10|tree-9\\.10)|context-propagation|flyway-core|java-diff-utils"
				+ "|spring-(jdbc|tx)|sqlite-jdbc).*");

	private static final Pattern CPU = Pattern.compile("Ended after (\\d+) ms of CPU time");

	private final Path folder;

	private final String with;

	private final String without;

	private SmallStart(Path folder) throws IOException {
		this.folder = folder;
		String application = libraries(APPLICATION);
		String starter = jar() + File.pathSeparator + libraries(STARTER);
		String classes = compile(starter + File.pathSeparator + application).toString();
		this.without = classes + File.pathSeparator + application;
		this.with = this.without + File.pathSeparator + starter;
	}

	static List<Row> measure(Scale scale) throws Exception {
		int pairs = scale.turns(PAIRS);
		try (Scratch scratch = new Scratch()) {
			SmallStart starts = new SmallStart(scratch.folder());
			starts.pair(true);
			Turns clock = new Turns(pairs);
			Turns cpu = new Turns(pairs);
			for (int i = 0; i < pairs; i++) {
				Pair pair = starts.pair(i % 2 == 0);
				clock.set(i, pair.with().clock(), pair.without().clock());
				cpu.set(i, pair.with().cpu(), pair.without().cpu());
			}
			return List.of(
					clock.time("start and end of a small web application ÷ without the starter", Target.atMost(1.1)),
					cpu.time("CPU time of these", Target.NONE));
		}
	}

	private Pair pair(boolean withFirst) throws IOException, InterruptedException {
		if (withFirst) {
			Run with = run(this.with);
			return new Pair(with, run(this.without));
		}
		Run without = run(this.without);
		return new Pair(run(this.with), without);
	}

	private Run run(String classPath) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, MAIN_CLASS, "--server.port=0")
			.directory(this.folder.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		int status = process.waitFor();
		double clock = System.nanoTime() - begin;
		Matcher cpu = CPU.matcher(output);
		boolean hasSteps = output.contains("Musubito: ");
		if (status != 0 || !cpu.find() || hasSteps != classPath.equals(this.with)) {
			throw new IllegalStateException("The application did not start as it should:\n" + output);
		}
		return new Run(clock, Double.parseDouble(cpu.group(1)) * 1e6);
	}

	private static String libraries(Pattern names) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> names.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Makes the jar of Musubito, which is a folder here and none in an application.
	 */
	private Path jar() throws IOException {
		Path classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> Files.exists(entry.resolve("io/musubito/MusubitoStep.class")))
			.findFirst()
			.orElseThrow();
		Path jar = this.folder.resolve("musubito-spring-boot-autoconfigure.jar");
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(classes)) {
			for (Path path : (Iterable<Path>) paths.filter((path) -> !path.equals(classes))::iterator) {
				boolean directory = Files.isDirectory(path);
				String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
				// Flyway looks for the directories
				out.putNextEntry(new JarEntry((directory) ? name + "/" : name));
				if (!directory) {
					Files.copy(path, out);
				}
			}
		}
		return jar;
	}

	private Path compile(String classPath) throws IOException {
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		List<String> arguments = new ArrayList<>(
				List.of("-d", classes.toString(), "-cp", classPath, "-parameters", "-g", "-proc:none", "-nowarn"));
		for (Resource source : new PathMatchingResourcePatternResolver().getResources(SOURCES)) {
			Path file = this.folder.resolve(String.valueOf(source.getFilename()));
			Files.write(file, source.getContentAsByteArray());
			arguments.add(file.toString());
		}
		if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
			throw new IllegalStateException("The application does not compile");
		}
		return classes;
	}

	/**
	 * One process.
	 *
	 * @param clock its whole life by the clock, in nanoseconds
	 * @param cpu the CPU time until its end, in nanoseconds
	 */
	private record Run(double clock, double cpu) {

	}

	private record Pair(Run with, Run without) {

	}

}
