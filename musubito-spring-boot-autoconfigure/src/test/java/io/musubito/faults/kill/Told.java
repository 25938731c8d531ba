package io.musubito.faults.kill;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a process has said before it was killed.
 */
final class Told {

	private final Set<String> begun = new LinkedHashSet<>();

	private final Set<Result> results = new LinkedHashSet<>();

	private final Set<String> next = new LinkedHashSet<>();

	private final Set<String> done = new LinkedHashSet<>();

	private final List<String> others = new ArrayList<>();

	void add(String line) {
		if (line.startsWith(KillProcess.BEGIN)) {
			this.begun.add(line.substring(KillProcess.BEGIN.length()));
		}
		else if (line.startsWith(KillProcess.RESULT)) {
			String[] parts = line.substring(KillProcess.RESULT.length()).split("\\|", -1);
			this.results.add(new Result(parts[0], parts[1], parts[2]));
		}
		else if (line.startsWith(KillProcess.NEXT)) {
			this.next.add(line.substring(KillProcess.NEXT.length()));
		}
		else if (line.startsWith(KillProcess.DONE)) {
			this.done.add(line.substring(KillProcess.DONE.length()));
		}
		else {
			this.others.add(line);
		}
	}

	/**
	 * The topics that it took up.
	 */
	Set<String> begun() {
		return this.begun;
	}

	/**
	 * The results that it had.
	 */
	Set<Result> results() {
		return this.results;
	}

	boolean hasResult(String step, String about) {
		return this.results.stream().anyMatch((result) -> result.step().equals(step) && result.about().equals(about));
	}

	/**
	 * What it was about to do.
	 */
	Set<String> next() {
		return this.next;
	}

	/**
	 * What it had done.
	 */
	Set<String> done() {
		return this.done;
	}

	/**
	 * What was not expected.
	 */
	List<String> others() {
		return this.others;
	}

	/**
	 * A result.
	 *
	 * @param step the name of the step
	 * @param about what it is about
	 * @param value what the step returned
	 */
	record Result(String step, String about, String value) {

		/**
		 * How {@link Deeds} notes its execution.
		 */
		String deed() {
			return this.step + " " + (this.step.equals("summary") ? Desk.oracle("draft", this.about) : this.about);
		}

	}

}
