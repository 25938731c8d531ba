package io.musubito.run;

import java.util.List;

import io.musubito.StepOutcome;
import io.musubito.store.JournalEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which call may have been given what another one returned.
 */
class PlannedJournalTests {

	@Test
	void whatEndedBeforeMayHaveBeenGiven() {
		JournalEntry first = entry(1, 1, "a", "first[1]");
		JournalEntry second = entry(2, 2, "a", "second[1]");
		assertThat(PlannedJournal.mayDepend(second, first)).isTrue();
		assertThat(PlannedJournal.mayDepend(first, second)).isFalse();
	}

	@Test
	void whatWaitedForATransactionEndedWhenItEnded() {
		JournalEntry sent = entry(3, 1, "a", "send[1]");
		JournalEntry next = entry(2, 2, "a", "next[1]");
		PlannedJournal journal = new PlannedJournal(List.of(next, sent));
		assertThat(journal.isOrdered()).isTrue();
		assertThat(journal.entries()).containsExactly(sent, next);
		assertThat(PlannedJournal.mayDepend(next, sent)).isTrue();
	}

	@Test
	void theOrderAcrossRunsIsNotKnownWhenSomethingWaited() {
		JournalEntry sent = entry(3, 1, "child", "send[1]");
		JournalEntry next = entry(2, 2, "child", "next[1]");
		JournalEntry after = entry(1, 1, "parent", "after[1]");
		assertThat(new PlannedJournal(List.of(after, next, sent)).isOrdered()).isFalse();
		assertThat(new PlannedJournal(List.of(after, entry(2, 1, "child", "send[1]"))).isOrdered()).isTrue();
	}

	@Test
	void whatWasCalledInABodyIsNotGivenToIt() {
		JournalEntry inner = entry(1, 1, "a", "outer[1]/inner[1]");
		JournalEntry outer = entry(2, 2, "a", "outer[1]");
		PlannedJournal journal = new PlannedJournal(List.of(inner, outer));
		assertThat(PlannedJournal.mayDepend(outer, inner)).isFalse();
		assertThat(journal.outermost()).containsExactly(outer);
		assertThat(journal.inner(outer)).containsExactly(inner);
	}

	@Test
	void aCallInAFanOutInABodyIsInThatBody() {
		JournalEntry inner = entry(1, 1, "a", "outer[1]/forEach[1]/item[2]/inner[1]");
		JournalEntry outer = entry(2, 2, "a", "outer[1]");
		assertThat(new PlannedJournal(List.of(inner, outer)).inner(outer)).containsExactly(inner);
	}

	@Test
	void itemsOfOneFanOutAreNotGivenEachOthersResults() {
		JournalEntry one = entry(1, 1, "a", "forEach[1]/item[1]/rate[1]");
		JournalEntry other = entry(2, 2, "a", "forEach[1]/item[2]/rate[1]");
		JournalEntry sameItem = entry(3, 3, "a", "forEach[1]/item[1]/sum[1]");
		JournalEntry otherFanOut = entry(4, 4, "a", "forEach[2]/item[2]/rate[1]");
		assertThat(PlannedJournal.mayDepend(other, one)).isFalse();
		assertThat(PlannedJournal.mayDepend(sameItem, one)).isTrue();
		assertThat(PlannedJournal.mayDepend(otherFanOut, one)).isTrue();
	}

	private static JournalEntry entry(long number, int sequence, String runId, String position) {
		return new JournalEntry(number, sequence, runId, position, position, "node " + number, StepOutcome.EXECUTED,
				false);
	}

}
