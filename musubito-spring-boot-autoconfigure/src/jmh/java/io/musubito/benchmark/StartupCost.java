package io.musubito.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.FileSystemUtils;

/**
 * What an application of 500 classes with 200 steps pays for Musubito when it starts.
 * Each start is a process of its own; the variants take turns, so that load from outside
 * hits all of them.
 */
public final class StartupCost {

	/** What is on the class path of the tests and not on that of such an application. */
	private static final Pattern LEFT_OUT = Pattern.compile("(HikariCP|angus|antlr4|archunit|assertj|awaitility"
			+ "|byte-buddy|h2|hamcrest|hibernate|istack|jakarta.(persistence|transaction|xml)|jaxb|jboss|jmh|jqwik"
			+ "|json(assert|-path|-smart)|junit|mockito|netty|objenesis|opentest4j|reactor-netty|spring-boot-(data"
			+ "|flyway|hibernate|http-codec|jdbc|jpa|netty|persistence|reactor|sql|starter-(data|flyway|jdbc|reactor"
			+ "|test|webflux)|test|transaction|webflux)|spring-(data|orm|security|test|webflux)|test-classes|txw2"
			+ "|xmlunit).*");

	private final Path folder;

	private final String libraries;

	private final Path classes;

	private final Path editedClasses;

	private int rounds;

	private StartupCost(Path folder) throws IOException {
		this.folder = folder;
		this.libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !LEFT_OUT.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
		this.classes = new DeskSources(folder.resolve("sources")).compile(this.libraries);
		this.editedClasses = new DeskSources(folder.resolve("edited")).edit().compile(this.libraries);
	}

	/**
	 * Measures and prints a table.
	 * @param args how often each variant is started
	 */
	public static void main(String[] args) throws Exception {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 10;
		try (Scratch scratch = new Scratch()) {
			StartupCost cost = new StartupCost(scratch.folder());
			cost.round();
			List<Map<Variant, Start>> measured = new ArrayList<>();
			for (int i = 0; i < rounds; i++) {
				measured.add(cost.round());
			}
			print(measured);
		}
	}

	private Map<Variant, Start> round() throws IOException, InterruptedException {
		this.rounds++;
		Map<Variant, Start> round = new EnumMap<>(Variant.class);
		for (Variant variant : Variant.values()) {
			round.put(variant, start(variant));
		}
		return round;
	}

	/**
	 * Starts the application in a folder of its own that keeps the store of the earlier
	 * starts, unless the variant begins without one.
	 */
	private Start start(Variant variant) throws IOException, InterruptedException {
		Path workingFolder = Files.createDirectories(this.folder.resolve(variant.name()));
		if (variant.first) {
			FileSystemUtils.deleteRecursively(workingFolder.resolve(".musubito"));
		}
		boolean edited = variant == Variant.CHANGED && this.rounds % 2 == 1;
		String classPath = ((edited) ? this.editedClasses : this.classes) + File.pathSeparator + this.libraries;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
						DeskSources.MAIN_CLASS, "--server.port=0", "--management.endpoints.web.exposure.include=*",
						"--logging.level.io.musubito.aop.StepMethods=debug"));
		command.addAll(variant.arguments);
		Process process = new ProcessBuilder(command).directory(workingFolder.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The application did not start:\n" + output);
		}
		return Start.read(output);
	}

	private static void print(List<Map<Variant, Start>> rounds) {
		System.out.printf("%d starts of each, JDK %s; median (minimum to maximum) in ms%n%n", rounds.size(),
				Runtime.version());
		System.out.println("| | clock | CPU time | clock of the fingerprints |");
		System.out.println("|---|---|---|---|");
		for (Variant variant : Variant.values()) {
			System.out.printf("| %s | %s | %s | %s |%n", variant.description, spread(rounds, variant, Start::clock),
					spread(rounds, variant, Start::cpu), spread(rounds, variant, Start::fingerprints));
		}
		System.out.println();
		printShare(rounds, "code fingerprints at the first start", Variant.FIRST, Variant.FIRST_WITHOUT);
		printShare(rounds, "code fingerprints after a change", Variant.CHANGED, Variant.NO_FINGERPRINTS);
		printShare(rounds, "code fingerprints at another start", Variant.AGAIN, Variant.NO_FINGERPRINTS);
		printShare(rounds, "all of Musubito at another start", Variant.AGAIN, Variant.WITHOUT);
	}

	/**
	 * The median of the differences between two starts of the same round, as a share of
	 * the start without Musubito.
	 */
	private static void printShare(List<Map<Variant, Start>> rounds, String subject, Variant with, Variant without) {
		printShare(rounds, subject + " by the clock", with, without, Start::clock);
		printShare(rounds, subject + " in CPU time", with, without, Start::cpu);
	}

	private static void printShare(List<Map<Variant, Start>> rounds, String subject, Variant with, Variant without,
			ToIntFunction<Start> time) {
		double cost = median(rounds.stream()
			.mapToInt((round) -> time.applyAsInt(round.get(with)) - time.applyAsInt(round.get(without))));
		double start = median(rounds.stream().mapToInt((round) -> time.applyAsInt(round.get(Variant.WITHOUT))));
		System.out.printf(Locale.ROOT, "%s: %.0f ms, %.1f %% of the start%n", subject, cost, 100 * cost / start);
	}

	private static String spread(List<Map<Variant, Start>> rounds, Variant variant, ToIntFunction<Start> time) {
		int[] times = rounds.stream().mapToInt((round) -> time.applyAsInt(round.get(variant))).sorted().toArray();
		return "%.0f (%d–%d)".formatted(median(Arrays.stream(times)), times[0], times[times.length - 1]);
	}

	private static double median(IntStream values) {
		int[] sorted = values.sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
	}

	private enum Variant {

		FIRST("with Musubito, first start", true),

		FIRST_WITHOUT("the same, `musubito.fingerprint.code: none`", true, "--musubito.fingerprint.code=none"),

		CHANGED("with Musubito, one class changed since the last start", false),

		AGAIN("with Musubito, nothing changed since the last start", false),

		NO_FINGERPRINTS("the same, `musubito.fingerprint.code: none`", false, "--musubito.fingerprint.code=none"),

		WITHOUT("without Musubito's auto-configuration", false,
				"--spring.autoconfigure.exclude=io.musubito.autoconfigure.MusubitoAutoConfiguration,"
						+ "io.musubito.autoconfigure.MusubitoEndpointAutoConfiguration,"
						+ "io.musubito.autoconfigure.MusubitoObservationAutoConfiguration,"
						+ "io.musubito.autoconfigure.MusubitoWebAutoConfiguration");

		private final String description;

		/** Whether there is no store yet. */
		private final boolean first;

		private final List<String> arguments;

		Variant(String description, boolean first, String... arguments) {
			this.description = description;
			this.first = first;
			this.arguments = List.of(arguments);
		}

	}

}
