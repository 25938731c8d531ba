package io.musubito.lineage;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a run when transactions have ended, which may be after the run has.
 * Safe for use by many threads.
 */
public final class LateRecords {

	private final @Nullable LateRecords around;

	private final List<Runnable> afterwards = new ArrayList<>();

	private int awaited;

	LateRecords(@Nullable LateRecords around) {
		this.around = around;
	}

	/**
	 * Says that something will be recorded, in this run and so in those around it.
	 */
	public void await() {
		for (LateRecords next = this; next != null; next = next.around) {
			next.change(1);
		}
	}

	/**
	 * Says that it is recorded.
	 */
	public void recorded() {
		for (LateRecords next = this; next != null; next = next.around) {
			next.change(-1).forEach(Runnable::run);
		}
	}

	private synchronized List<Runnable> change(int difference) {
		this.awaited += difference;
		if (this.awaited > 0) {
			return List.of();
		}
		List<Runnable> due = List.copyOf(this.afterwards);
		this.afterwards.clear();
		return due;
	}

	/**
	 * Does something when all is recorded that will be, at once when there is nothing.
	 * @param work what to do
	 */
	public void whenComplete(Runnable work) {
		synchronized (this) {
			if (this.awaited > 0) {
				this.afterwards.add(work);
				return;
			}
		}
		work.run();
	}

}
