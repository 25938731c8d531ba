package io.musubito.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.store.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run: which call was made in the body of which other one, and which
 * ended before which.
 */
final class PlannedJournal {

	private final List<JournalEntry> entries;

	private final boolean ordered;

	private final Map<String, JournalEntry> byPlace = new HashMap<>();

	private final Map<JournalEntry, List<JournalEntry>> inner = new HashMap<>();

	private final List<JournalEntry> outermost = new ArrayList<>();

	PlannedJournal(List<JournalEntry> journal) {
		this.entries = new ArrayList<>(journal);
		boolean oneRun = journal.stream().map(JournalEntry::runId).distinct().count() <= 1;
		if (oneRun) {
			this.entries.sort(Comparator.comparing(JournalEntry::sequence));
		}
		this.ordered = oneRun || isInOrder(journal);
		this.entries.forEach((entry) -> this.byPlace.putIfAbsent(place(entry, entry.position()), entry));
		for (JournalEntry entry : this.entries) {
			JournalEntry outer = enclosing(entry);
			List<JournalEntry> siblings = (outer != null)
					? this.inner.computeIfAbsent(outer, (key) -> new ArrayList<>()) : this.outermost;
			siblings.add(entry);
		}
	}

	/**
	 * What waits for a transaction is written late.
	 */
	private static boolean isInOrder(List<JournalEntry> journal) {
		Map<String, Integer> last = new HashMap<>();
		for (JournalEntry entry : journal) {
			Integer before = last.put(entry.runId(), entry.sequence());
			if (before != null && before > entry.sequence()) {
				return false;
			}
		}
		return true;
	}

	private @Nullable JournalEntry enclosing(JournalEntry entry) {
		String position = entry.position();
		int end = (position != null) ? position.lastIndexOf('/') : -1;
		while (position != null && end > 0) {
			JournalEntry outer = this.byPlace.get(place(entry, position.substring(0, end)));
			if (outer != null) {
				return outer;
			}
			end = position.lastIndexOf('/', end - 1);
		}
		return null;
	}

	private static String place(JournalEntry entry, @Nullable String position) {
		return entry.runId() + "/" + position;
	}

	/**
	 * Whether it is known in which order the calls ended. Not when there are several runs
	 * and something was written late.
	 */
	boolean isOrdered() {
		return this.ordered;
	}

	List<JournalEntry> entries() {
		return this.entries;
	}

	/**
	 * The calls that were made in no body of another step.
	 */
	List<JournalEntry> outermost() {
		return this.outermost;
	}

	/**
	 * The calls that were made directly in the body of a step.
	 */
	List<JournalEntry> inner(JournalEntry outer) {
		return this.inner.getOrDefault(outer, List.of());
	}

	/**
	 * Whether a call may have been given what another one returned.
	 */
	static boolean mayDepend(JournalEntry entry, JournalEntry other) {
		boolean before = (entry.runId().equals(other.runId())) ? other.sequence() < entry.sequence()
				: other.number() < entry.number();
		return before && !PlanPosition.isInside(other, entry) && !PlanPosition.areOfDifferentItems(other, entry);
	}

}
