package io.musubito.test;

import java.util.List;

import io.musubito.execution.TestDoubles;
import io.musubito.lineage.Lineage;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

/**
 * A recorded test method that runs.
 *
 * @param test the test
 * @param doubles knows in its context that it runs
 * @param scope its surroundings on the thread of the test
 */
record RunningTest(RecordedTest test, TestDoubles doubles, Lineage.Scope scope) {

	/**
	 * Ends it. Where something wasn't recorded, it fails whatever the application made of
	 * that.
	 */
	void end(@Nullable Throwable failure) {
		this.scope.close();
		this.doubles.recordings().remove(this.test);
		List<RuntimeException> problems = this.test.end();
		this.test.recording().ended(this.test, failure == null && problems.isEmpty());
		if (!problems.isEmpty() && problems.stream().noneMatch((problem) -> isCausedBy(failure, problem))) {
			AssertionError error = new AssertionError(problems.get(0).getMessage(), problems.get(0));
			problems.stream().skip(1).forEach(error::addSuppressed);
			throw error;
		}
	}

	private static boolean isCausedBy(@Nullable Throwable failure, Throwable problem) {
		for (Throwable at = failure; at != null; at = (at.getCause() != at) ? at.getCause() : null) {
			if (at == problem) {
				return true;
			}
		}
		return false;
	}

}
