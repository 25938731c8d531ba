package io.musubito.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
	private volatile @Nullable Active active;

	/**
	 * The test that a call belongs to: that of its surroundings, else the only one. A
	 * server's thread doesn't know for whom it works.
	 * @param context the surroundings of the call
	 * @return the test; {@code null} when none is recorded
	 * @throws ReplayMissException if it may belong to several
	 */
	public @Nullable RecordedTest find(LineageContext context) {
		if (context.recording() instanceof RecordedTest test) {
			return test;
		}
		Active now = this.active;
		if (now == null) {
			return null;
		}
		return (now.methods().isEmpty()) ? innermost(now.classes()) : only(now.methods());
	}

	/**
	 * Of a nested class and those around it, the nested one.
	 */
	private static RecordedTest innermost(List<RecordedTest> classes) {
		RecordedTest last = classes.get(classes.size() - 1);
		return classes.stream().allMatch((test) -> test.recording() == last.recording()) ? last : only(classes);
	}

	private static RecordedTest only(List<RecordedTest> tests) {
		RecordedTest first = tests.get(0);
		if (tests.size() == 1) {
			return first;
		}
		ReplayMissException refusal = new ReplayMissException(
				"Recorded tests " + tests.stream().map(RecordedTest::test).sorted().collect(Collectors.joining(", "))
						+ " run at the same time, and a call on thread '" + Thread.currentThread().getName()
						+ "' doesn't say to which of them it belongs. Run tests that call a server one after the other "
						+ "(@Execution(ExecutionMode.SAME_THREAD)), or call the beans.",
				null);
		tests.forEach((test) -> test.failed(refusal));
		throw refusal;
	}

	/**
	 * Notes that a test method begins.
	 * @param test the test
	 */
	public synchronized void add(RecordedTest test) {
		Active now = now();
		this.active = new Active(with(now.methods(), test), now.classes());
	}

	/**
	 * Notes that a test class begins. What is called while none of the methods runs
	 * belongs to it.
	 * @param test the test class
	 */
	public synchronized void addAround(RecordedTest test) {
		Active now = now();
		this.active = new Active(now.methods(), with(now.classes(), test));
	}

	/**
	 * Notes that a test method or class has ended.
	 * @param test the test
	 */
	public synchronized void remove(RecordedTest test) {
		Active fewer = new Active(without(now().methods(), (other) -> other == test),
				without(now().classes(), (other) -> other == test));
		this.active = (fewer.methods().isEmpty() && fewer.classes().isEmpty()) ? null : fewer;
	}

	private Active now() {
		Active now = this.active;
		return (now != null) ? now : new Active(List.of(), List.of());
	}

	private static List<RecordedTest> with(List<RecordedTest> tests, RecordedTest one) {
		List<RecordedTest> more = new ArrayList<>(tests);
		more.add(one);
		return List.copyOf(more);
	}

	private static List<RecordedTest> without(List<RecordedTest> tests, Predicate<RecordedTest> removed) {
		return tests.stream().filter(removed.negate()).toList();
	}

	/**
	 * What runs.
	 *
	 * @param methods the test methods
	 * @param classes the classes around them
	 */
	private record Active(List<RecordedTest> methods, List<RecordedTest> classes) {

	}

}
