package io.musubito.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Starts an application unchanged, and then changed, on the store that it left behind.
 */
final class Laboratory implements AutoCloseable {

	private static final int DRAWS = 12;

	/** Of so many changes, one is started again, and then taken back. */
	private static final int THERE_AND_BACK = 4;

	private final Path directory;

	private final SourceCompiler compiler = new SourceCompiler();

	private final Sources sources;

	private final Path classes;

	private final Path recorded;

	private final Trial without;

	private final Trial cold;

	private final Trial warm;

	Laboratory(Sources sources, Path directory) throws IOException {
		this.sources = sources;
		this.directory = directory;
		this.classes = directory.resolve("unchanged");
		if (!this.compiler.compile(this.sources, this.classes)) {
			throw new IllegalStateException("The application doesn't compile");
		}
		this.recorded = Files.createDirectories(directory.resolve("recorded"));
		this.without = Trial.withoutStore(this.classes);
		this.cold = Trial.on(this.recorded.resolve("musubito.db"), this.classes);
		this.warm = Trial.on(this.recorded.resolve("musubito.db"), this.classes);
	}

	Catalogue catalogue() {
		return Catalogue.of(this.sources, this.compiler);
	}

	Sources sources() {
		return this.sources;
	}

	/** As if the starter were not there. */
	Trial without() {
		return this.without;
	}

	/** With an empty store. */
	Trial cold() {
		return this.cold;
	}

	/** With what the cold one has recorded. */
	Trial warm() {
		return this.warm;
	}

	/**
	 * Unchanged, with an empty store.
	 */
	Trial start(String... properties) throws IOException {
		Path store = Files.createTempDirectory(this.directory, "started");
		return Trial.on(store.resolve("musubito.db"), this.classes, properties);
	}

	/**
	 * The questions that get another answer although nothing is changed.
	 */
	SortedSet<String> wrong() {
		SortedSet<String> wrong = new TreeSet<>(differences(this.without, this.cold));
		wrong.addAll(differences(this.without, this.warm));
		return wrong;
	}

	/**
	 * Makes one of many changes.
	 * @return what came of it, {@code null} when no drawn change compiles and starts
	 */
	@Nullable Finding change(List<Edit> edits, Random random) throws IOException {
		for (int draw = 0; draw < DRAWS; draw++) {
			Edit edit = edits.get(random.nextInt(edits.size()));
			boolean back = random.nextInt(THERE_AND_BACK) == 0;
			Finding finding = change(edit, back);
			if (finding != null) {
				return finding;
			}
		}
		return null;
	}

	/**
	 * Makes a change.
	 * @return what came of it, {@code null} when it does not compile or start
	 */
	@Nullable Finding change(Edit edit, boolean back) throws IOException {
		Path changed = this.directory.resolve("changed");
		Path store = this.directory.resolve("store");
		FileSystemUtils.deleteRecursively(changed);
		FileSystemUtils.deleteRecursively(store);
		if (!this.compiler.compile(edit.apply(this.sources), changed)) {
			return null;
		}
		Trial off = Trial.withoutStore(changed);
		if (!off.started()) {
			return null;
		}
		FileSystemUtils.copyRecursively(this.recorded, store);
		Path file = store.resolve("musubito.db");
		Trial on = Trial.on(file, changed);
		List<String> wrong = new ArrayList<>();
		compare("", off, on, wrong);
		if (back && on.started()) {
			Trial again = Trial.on(file, changed);
			compare("after a restart: ", off, again, wrong);
			again.executed()
				.stream()
				// A change may say so: a TTL of zero, no replay
				.filter((step) -> step.reason() != Reason.REPLAY_DISABLED)
				.forEach((step) -> wrong.add("executed after a restart: " + step));
			Trial unchanged = Trial.on(file, this.classes);
			compare("when it was taken back: ", this.without, unchanged, wrong);
		}
		if (edit.neutral() && !off.answers().equals(this.without.answers())) {
			wrong.add("a neutral change changes answers: " + differences(off, this.without));
		}
		return new Finding(edit, off, on, wrong);
	}

	private void compare(String when, Trial off, Trial on, List<String> wrong) {
		if (!on.started()) {
			return;
		}
		SortedSet<String> different = differences(off, on);
		different.removeAll(wrong());
		for (String question : different) {
			wrong.add(when + difference(question, off.answers().get(question), on.answers().get(question)));
		}
	}

	/**
	 * The questions with different answers. To refuse is no answer.
	 */
	private static SortedSet<String> differences(Trial off, Trial on) {
		SortedSet<String> different = new TreeSet<>();
		for (Map.Entry<String, String> answer : off.answers().entrySet()) {
			String other = on.answers().get(answer.getKey());
			if (!answer.getValue().equals(other) && !String.valueOf(other).startsWith(Answers.REFUSED)) {
				different.add(answer.getKey());
			}
		}
		return different;
	}

	private static String difference(String question, @Nullable String without, @Nullable String with) {
		String one = String.valueOf(without).replaceAll("\\s+", " ");
		String other = String.valueOf(with).replaceAll("\\s+", " ");
		int same = 0;
		while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
			same++;
		}
		int from = Math.max(0, same - 40);
		return "'" + question + "' without: " + part(one, from) + " with: " + part(other, from);
	}

	private static String part(String text, int from) {
		return ((from > 0) ? "..." : "") + text.substring(from, Math.min(text.length(), from + 100));
	}

	/**
	 * How many steps were executed for questions whose answer was the same before.
	 */
	int needless(Finding finding) {
		return finding.on()
			.steps()
			.entrySet()
			.stream()
			.filter((entry) -> !wrong().contains(entry.getKey()))
			.filter((entry) -> this.without.answers()
				.getOrDefault(entry.getKey(), "")
				.equals(finding.off().answers().get(entry.getKey())))
			.mapToInt((entry) -> (int) entry.getValue().stream().filter(Trial::isExecuted).count())
			.sum();
	}

	@Override
	public void close() throws IOException {
		this.compiler.close();
	}

	/**
	 * What came of a change.
	 *
	 * @param edit the change
	 * @param off the application with the change and without a store
	 * @param on the application with the change on the store of the one without
	 * @param wrong what is wrong
	 */
	record Finding(Edit edit, Trial off, Trial on, List<String> wrong) {

	}

}
