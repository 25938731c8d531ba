package io.musubito.differential.generated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.CodeBoundary;
import io.musubito.differential.SourceCompiler;
import io.musubito.differential.Sources;
import io.musubito.differential.generated.Choice.Effect;
import io.musubito.differential.generated.Tally.Outcome;

import org.springframework.util.FileSystemUtils;

/**
 * Some units on one store, which are changed again and again, each by itself.
 */
final class Round {

	private static final int BACK = 5;

	private final Path directory;

	private final Compilation compilation;

	private final Tally tally;

	private final List<String> wrong;

	private final List<Variant> current;

	private final List<Random> randoms = new ArrayList<>();

	private final Map<String, List<Variant>> history = new HashMap<>();

	private final Map<String, List<String>> answers = new HashMap<>();

	private final String command;

	Round(Path directory, Compilation compilation, List<Variant> units, long seed, Tally tally, List<String> wrong,
			String command) {
		this.directory = directory;
		this.compilation = compilation;
		this.current = new ArrayList<>(units);
		this.tally = tally;
		this.wrong = wrong;
		this.command = command;
		units.forEach((unit) -> this.randoms.add(new Random(seed * 31 + unit.unit().name().hashCode())));
	}

	/**
	 * Starts the units, and then starts them with other changes.
	 * @param versions how often they are changed
	 */
	void run(int versions) throws IOException {
		for (int version = 0; version <= versions; version++) {
			if (version > 0) {
				change();
			}
			Path classes = this.directory.resolve("classes");
			FileSystemUtils.deleteRecursively(classes);
			this.compilation.compile(this.current, classes);
			Map<String, Asked> without = Start.without(this.current, classes);
			Map<String, Asked> with = Start.with(this.current, classes, this.directory.resolve("musubito.db"));
			for (Variant variant : this.current) {
				String unit = variant.unit().name();
				judge(version, variant, without.get(unit), with.get(unit));
			}
		}
	}

	private void change() {
		for (int i = 0; i < this.current.size(); i++) {
			Variant before = this.current.get(i);
			Random random = this.randoms.get(i);
			List<Variant> past = this.history.computeIfAbsent(before.unit().name(), (unit) -> new ArrayList<>());
			past.add(before);
			this.current.set(i, (past.size() > 1 && random.nextInt(BACK) == 0) ? past.get(past.size() - 2).again()
					: before.changed(random));
		}
	}

	private void judge(int version, Variant variant, Asked without, Asked with) {
		String unit = variant.unit().name();
		List<String> past = this.answers.computeIfAbsent(unit, (name) -> new ArrayList<>());
		boolean same = !past.isEmpty() && past.get(past.size() - 1).equals(without.answer());
		past.add(without.answer());
		String failure = null;
		Outcome outcome;
		if (without.refused() != null) {
			throw new IllegalStateException("Unit " + unit + " doesn't start at all: " + without.refused());
		}
		if (with.refused() != null) {
			outcome = Outcome.REFUSED;
			if (version == 0 || variant.effect() != Effect.TOLD) {
				failure = "refused: " + with.refused();
			}
		}
		else if (!with.answer().equals(without.answer())) {
			boolean untold = variant.differsUntold(this.history.getOrDefault(unit, List.of()));
			outcome = (untold && !with.boundary().equals(CodeBoundary.NONE)) ? Outcome.TOLD : Outcome.WRONG;
			failure = (outcome == Outcome.WRONG) ? "should answer\n      " + without.answer()
					+ "\n    but answers\n      " + with.answer() + "\n    " + with.why() + "\n    " + with.boundary()
					: null;
		}
		else if (with.executed() == 0) {
			outcome = Outcome.REPLAYED;
		}
		else {
			// That is told, and is no failure: it costs money, and an old answer costs
			// trust
			boolean needless = same || variant.change().equals("changed back");
			outcome = (needless) ? Outcome.NEEDLESS : Outcome.RAN;
		}
		if (version > 0) {
			this.tally.add(((variant.effect() == Effect.NEUTRAL) ? "=" : "") + variant.change(), outcome);
		}
		if (failure != null) {
			String found = (this.command + " -Dmusubito.test.unit=" + unit + ", version " + version + ": "
					+ variant.unit().pieces() + "\n    " + variant.description() + "\n    " + failure);
			// Now, because a long run may be ended
			System.out.println(found);
			this.wrong.add(found);
		}
	}

	/**
	 * How variants become class files.
	 */
	interface Compilation {

		void compile(List<Variant> variants, Path directory) throws IOException;

		/**
		 * Compiles Java.
		 */
		static Compilation java(SourceCompiler compiler) {
			return (variants, directory) -> {
				SortedMap<String, String> files = new TreeMap<>();
				variants.forEach((variant) -> files.putAll(variant.unit().write(variant.ways())));
				if (!compiler.compile(new Sources(files), directory, "-g", "-encoding", "UTF-8")) {
					files.forEach(Compilation::keep);
					throw new IllegalStateException(compiler.messages());
				}
				if (variants.size() == 1) {
					files.forEach(Compilation::keep);
				}
			};
		}

		private static void keep(String path, String content) {
			try {
				Path file = Path.of("target", "generated-units", path);
				Files.createDirectories(file.getParent());
				Files.writeString(file, content);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
