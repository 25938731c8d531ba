package io.musubito.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjIntConsumer;

/**
 * Compares what a call costs in several versions of Musubito. Each version runs in a
 * process of its own, and all take short turns in an order drawn anew each time, so that
 * load from outside and a processor that becomes slower hit all of them.
 */
public final class CallTurns {

	private static final int WARM_UP_ROUNDS = 12;

	private static final String ANSWER = "nanos:";

	private CallTurns() {
	}

	/**
	 * Measures and prints a table.
	 * @param args how many turns each version has; then for each version a file with the
	 * class path of its benchmarks, the first being what the others are compared with
	 */
	public static void main(String[] args) throws Exception {
		if (args[0].equals("version")) {
			answer();
			return;
		}
		int rounds = Integer.parseInt(args[0]);
		List<Version> versions = new ArrayList<>();
		for (String file : Arrays.asList(args).subList(1, args.length)) {
			versions.add(new Version(Path.of(file)));
		}
		for (int i = 0; i < WARM_UP_ROUNDS; i++) {
			round(versions, false);
		}
		for (int i = 0; i < rounds; i++) {
			round(versions, true);
		}
		print(versions, rounds);
		for (Version version : versions) {
			version.close();
		}
	}

	private static void round(List<Version> versions, boolean measured) throws IOException {
		for (Call call : Call.values()) {
			List<Version> order = new ArrayList<>(versions);
			Collections.shuffle(order, new Random());
			for (Version version : order) {
				version.turn(call, measured);
			}
		}
	}

	private static void print(List<Version> versions, int rounds) {
		System.out.printf("%d turns of each, JDK %s; median (lower to upper quartile) in µs; median of the ratios%n%n",
				rounds, Runtime.version());
		System.out.println("| | version | clock | ratio to the first |");
		System.out.println("|---|---|---|---|");
		for (Call call : Call.values()) {
			double[] first = versions.get(0).times(call);
			for (Version version : versions) {
				double[] times = version.times(call);
				double[] ratios = new double[times.length];
				Arrays.setAll(ratios, (i) -> times[i] / first[i]);
				System.out.printf(Locale.ROOT, "| %s | %s | %.1f (%.1f–%.1f) | %.2f |%n", call.description,
						version.name, Quantiles.of(times, 0.5), Quantiles.of(times, 0.25), Quantiles.of(times, 0.75),
						Quantiles.of(ratios, 0.5));
			}
		}
	}

	/**
	 * What a process of a version does: it performs the calls it is asked for.
	 */
	private static void answer() throws Exception {
		ResultReplayBenchmark.Application application = new ResultReplayBenchmark.Application();
		application.execute();
		int calls = 0;
		BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
		for (String name = questions.readLine(); name != null; name = questions.readLine()) {
			Call call = Call.valueOf(name);
			long begin = System.nanoTime();
			for (int i = 0; i < call.times; i++) {
				call.perform.accept(application, calls++);
			}
			System.out.println(ANSWER + (System.nanoTime() - begin));
		}
		application.close();
	}

	private enum Call {

		TEXT("replay of a text", 5_000, (application, number) -> new ResultReplayBenchmark().text(application)),

		OBJECT("replay of an object", 5_000, (application, number) -> new ResultReplayBenchmark().object(application)),

		TREE("replay of a JSON tree", 5_000, (application, number) -> new ResultReplayBenchmark().tree(application)),

		RECORD("execute and record", 100, ResultReplayBenchmark.Application::executeAnew);

		private final String description;

		/** How often in one turn. */
		private final int times;

		private final ObjIntConsumer<ResultReplayBenchmark.Application> perform;

		Call(String description, int times, ObjIntConsumer<ResultReplayBenchmark.Application> perform) {
			this.description = description;
			this.times = times;
			this.perform = perform;
		}

	}

	/**
	 * A version in its process.
	 */
	private static final class Version implements AutoCloseable {

		private final String name;

		private final Process process;

		private final BufferedWriter questions;

		private final BufferedReader answers;

		private final Map<Call, List<Double>> times = new EnumMap<>(Call.class);

		Version(Path classPath) throws IOException {
			this.name = classPath.getFileName().toString().replaceFirst("\\.[^.]*$", "");
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					Files.readString(classPath).strip(), CallTurns.class.getName(), "version")
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			this.questions = this.process.outputWriter();
			this.answers = this.process.inputReader();
		}

		void turn(Call call, boolean measured) throws IOException {
			this.questions.write(call.name());
			this.questions.newLine();
			this.questions.flush();
			String line = this.answers.readLine();
			while (line != null && !line.startsWith(ANSWER)) {
				line = this.answers.readLine();
			}
			if (line == null) {
				throw new IOException("The process of '" + this.name + "' has ended");
			}
			if (measured) {
				double micros = Long.parseLong(line.substring(ANSWER.length())) / 1_000.0 / call.times;
				this.times.computeIfAbsent(call, (key) -> new ArrayList<>()).add(micros);
			}
		}

		double[] times(Call call) {
			return this.times.get(call).stream().mapToDouble(Double::doubleValue).toArray();
		}

		@Override
		public void close() throws IOException {
			this.questions.close();
			try {
				this.process.waitFor();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
