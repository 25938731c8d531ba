package io.musubito.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures all figures that have a target, and prints one table. Each is measured in a
 * JVM of its own, one after the other, where ours and its bare counterpart take turns.
 */
public final class Performance {

	private static final String FIGURE = "figure";

	private static final String HEAP = "-Xmx2g";

	/** They add an agent to the JVM, and what it does to classes takes time. */
	private static final Pattern MOCKS = Pattern.compile("(mockito|mockk|easymock|byte-buddy).*");

	private final double factor;

	private Performance(double factor) {
		this.factor = factor;
	}

	/**
	 * Measures and prints the table.
	 * @param args a factor for the size, 1 when it is left out, and the names of the
	 * figures, all but {@code replay-1m} when they are left out
	 */
	public static void main(String[] args) throws Exception {
		List<String> names = new ArrayList<>(Arrays.asList(args));
		if (names.remove(FIGURE)) {
			Figure.of(names.get(0)).print(new Scale(Double.parseDouble(names.get(1))));
			return;
		}
		boolean scaled = !names.isEmpty() && names.get(0).matches("[\\d.]+");
		Performance performance = new Performance((scaled) ? Double.parseDouble(names.remove(0)) : 1);
		Set<Figure> all = EnumSet.complementOf(EnumSet.of(Figure.REPLAY_1M));
		if (!performance.print((names.isEmpty()) ? all : names.stream().map(Figure::of).collect(Collectors.toSet()))) {
			System.exit(1);
		}
	}

	private boolean print(Set<Figure> figures) throws IOException, InterruptedException {
		printEnvironment();
		List<String> rows = new ArrayList<>();
		List<String> failed = new ArrayList<>();
		for (Figure figure : EnumSet.copyOf(figures)) {
			System.out.printf("%n%s:%n", figure.text());
			if (!measure(figure, rows)) {
				failed.add(figure.text());
			}
		}
		System.out.println();
		printEnvironment();
		System.out.printf("%nSize %s; medians, ratios of neighbouring turns with their quartiles.%n%n%s%n%s%n",
				Row.number(this.factor), Row.HEAD, String.join(System.lineSeparator(), rows));
		failed.forEach((name) -> System.out.printf("%nNot measured: %s, see its messages above.%n", name));
		return failed.isEmpty();
	}

	private boolean measure(Figure figure, List<String> rows) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		command.addAll(List.of(HEAP, "-cp", classPath(), Performance.class.getName(), FIGURE, figure.text(),
				Double.toString(this.factor)));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				System.out.println(line);
				if (line.startsWith(Row.BEGIN)) {
					rows.add(line);
				}
			}
		}
		return process.waitFor() == 0;
	}

	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !MOCKS.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static void printEnvironment() {
		System.out.printf(Locale.ROOT, "JDK %s, %s %s, %d processors, heap of each JVM %s, load average %.2f%n",
				Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors(), HEAP,
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
