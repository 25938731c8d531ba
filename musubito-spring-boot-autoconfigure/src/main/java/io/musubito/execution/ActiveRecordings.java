package io.musubito.execution;

import java.util.ArrayList;
import java.util.List;

import java.util.stream.Collectors;

import io.musubito.ReplayMissException;
import io.musubito.lineage.LineageContext;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

/**
 * The recorded tests that call steps of one application context. Safe for use by many
 * threads.
 */
public final class ActiveRecordings {

	/** {@code null} when there is none, as in each application. */
	private volatile @Nullable List<RecordedTest> active;

	/**
	 * The test that a call belongs to: that of its surroundings, else the only one. A
	 * server's thread doesn't know for whom it works.
	 * @param context the surroundings of the call
	 * @return the test; {@code null} when none is recorded
	 * @throws ReplayMissException if it may belong to several
	 */
	@Nullable RecordedTest find(LineageContext context) {
		if (context.recording() instanceof RecordedTest test) {
			return test;
		}
		List<RecordedTest> now = this.active;
		if (now == null) {
			return null;
		}
		if (now.size() > 1) {
			ReplayMissException refusal = new ReplayMissException("Recorded tests "
					+ now.stream().map(RecordedTest::test).sorted().collect(Collectors.joining(", "))
					+ " run at the same time, and a call on thread '" + Thread.currentThread().getName()
					+ "' doesn't say to which of them it belongs. Run tests that call a server one after the other "
					+ "(@Execution(ExecutionMode.SAME_THREAD)), or call the beans.", null);
			now.forEach((test) -> test.failed(refusal));
			throw refusal;
		}
		return now.get(0);
	}

	/**
	 * Notes that a test begins.
	 * @param test the test
	 */
	public synchronized void add(RecordedTest test) {
		List<RecordedTest> more = (this.active != null) ? new ArrayList<>(this.active)
				: new ArrayList<>();
		more.add(test);
		this.active = more;
	}

	/**
	 * Notes that a test has ended.
	 * @param test the test
	 */
	public synchronized void remove(RecordedTest test) {
		List<RecordedTest> now = this.active;
		if (now != null) {
			List<RecordedTest> fewer = now.stream().filter((other) -> other != test).toList();
			this.active = (fewer.isEmpty()) ? null : fewer;
		}
	}

}
