package io.musubito.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What tests that share a file have recorded: one answer for each key. Safe for use by
 * many threads.
 */
public final class Recording {

	private final RecordingPlace place;

	private final RecordingPurpose purpose;

	private final Scrubber scrubber;

	/** What the file had. */
	private final List<RecordedNode> stored;

	private final ConcurrentMap<String, RecordedNode> answers = new ConcurrentHashMap<>();

	private final Map<String, RecordedTest> recordedBy = new ConcurrentHashMap<>();

	private final Map<String, TestOutcome> tests = new TreeMap<>();

	/**
	 * Creates it.
	 * @param place where it is
	 * @param purpose what is done with it
	 * @param scrubber takes secrets out of what is recorded
	 * @param stored what its file has
	 */
	public Recording(RecordingPlace place, RecordingPurpose purpose, Scrubber scrubber,
			Collection<RecordedNode> stored) {
		this.place = place;
		this.purpose = purpose;
		this.scrubber = scrubber;
		this.stored = List.copyOf(stored);
		if (purpose != RecordingPurpose.RECORD) {
			this.stored.forEach((node) -> this.answers.put(node.key(), node));
		}
	}

	RecordingPlace place() {
		return this.place;
	}

	RecordingPurpose purpose() {
		return this.purpose;
	}

	Scrubber scrubber() {
		return this.scrubber;
	}

	/**
	 * Whether steps may execute.
	 * @return {@code false} when nothing but what is recorded may be answered
	 */
	public boolean executes() {
		return this.purpose != RecordingPurpose.REPLAY;
	}

	/**
	 * A test that begins.
	 * @param name the test method
	 * @param doubles tells what its mocks answer
	 * @return the test
	 */
	public synchronized RecordedTest begin(String name, String doubles) {
		this.tests.computeIfAbsent(name, (key) -> new TestOutcome());
		return new RecordedTest(this, name, doubles);
	}

	/**
	 * A test that has ended.
	 * @param test the test
	 * @param passed whether it passed
	 */
	public synchronized void ended(RecordedTest test, boolean passed) {
		TestOutcome outcome = this.tests.computeIfAbsent(test.test(), (key) -> new TestOutcome());
		outcome.used.addAll(test.used());
		outcome.passed &= passed;
	}

	Optional<RecordedNode> find(String key) {
		return Optional.ofNullable(this.answers.get(key));
	}

	/**
	 * Records an answer. Of several for one key the first is the one.
	 */
	RecordedNode record(RecordedNode node, RecordedTest test) {
		this.recordedBy.putIfAbsent(node.key(), test);
		RecordedNode earlier = this.answers.putIfAbsent(node.key(), node);
		return (earlier != null) ? earlier : node;
	}

	/**
	 * Whether an answer of mocks is that to another invocation of the same test method,
	 * for which they may have been told to answer something else.
	 */
	boolean isOfOtherInvocation(RecordedNode node, RecordedTest test) {
		RecordedTest by = this.recordedBy.get(node.key());
		return by != null && by != test && node.components().getOrDefault("test", "").startsWith(RecordedTest.DOUBLES);
	}

	void forget(RecordedNode node) {
		this.answers.remove(node.key(), node);
	}

	List<RecordedNode> calledBy(RecordedNode node) {
		return node.calls().stream().flatMap((nodeId) -> findNode(nodeId).stream()).toList();
	}

	private Optional<RecordedNode> findNode(String nodeId) {
		return this.answers.values().stream().filter((node) -> node.nodeId().equals(nodeId)).findFirst();
	}

	/**
	 * The answer to the question of the same step that has most in common with one.
	 */
	@Nullable RecordedNode nearest(String operation, SortedMap<String, String> components, @Nullable String inputs) {
		RecordedNode nearest = null;
		long best = -1;
		for (RecordedNode node : new TreeMap<>(this.answers).values()) {
			if (node.operation().equals(operation)) {
				long common = components.entrySet()
					.stream()
					.filter((component) -> component.getValue().equals(node.components().get(component.getKey())))
					.count() * 1_000_000 + FirstDifference.commonLines(node.inputs(), inputs);
				if (common > best) {
					best = common;
					nearest = node;
				}
			}
		}
		return nearest;
	}

	/**
	 * What the tests that ran and passed did not ask for although it was recorded for
	 * them.
	 * @return a line for each, with step and test
	 */
	public synchronized List<String> unused() {
		List<String> unused = new ArrayList<>();
		if (this.purpose == RecordingPurpose.REPLAY) {
			for (RecordedNode node : this.stored) {
				for (String test : node.tests()) {
					TestOutcome outcome = this.tests.get(test);
					if (isMethod(test) && outcome != null && outcome.passed && !outcome.used.contains(node.key())) {
						unused.add("step '" + node.operation() + "', recorded for " + test
								+ FirstDifference.excerpt(this.scrubber, node.inputs()));
					}
				}
			}
		}
		return unused;
	}

	/**
	 * What the file is to be: the answers to tests that ran and passed, and what others
	 * have recorded before.
	 * @param exists whether a test is still there
	 * @return the text; {@code null} when no test has passed, so that the file stays as
	 * it is
	 */
	public synchronized @Nullable String text(Predicate<String> exists) {
		Map<String, SortedSet<String>> users = new HashMap<>();
		List<String> passed = new ArrayList<>();
		this.tests.forEach((test, outcome) -> {
			if (outcome.passed) {
				passed.add(test);
				outcome.used.forEach((key) -> users.computeIfAbsent(key, (any) -> new TreeSet<>()).add(test));
			}
		});
		// What was called around test methods need not have been called this time: the
		// context may have been there already
		passed.removeIf((test) -> !isMethod(test));
		if (passed.isEmpty()) {
			return null;
		}
		Map<String, RecordedNode> nodes = new TreeMap<>();
		for (RecordedNode node : this.stored) {
			SortedSet<String> remaining = new TreeSet<>(node.tests());
			remaining.removeIf((test) -> !exists.test(test));
			if (this.purpose == RecordingPurpose.RECORD) {
				remaining.removeAll(passed);
			}
			if (!remaining.isEmpty()) {
				users.computeIfAbsent(node.key(), (any) -> new TreeSet<>()).addAll(remaining);
				nodes.put(node.key(), node);
			}
		}
		users.keySet().forEach((key) -> find(key).ifPresent((node) -> nodes.put(key, node)));
		return RecordingWriter.write(nodes.values()
			.stream()
			.map((node) -> node.usedBy(users.getOrDefault(node.key(), new TreeSet<>())))
			.toList());
	}

	private static boolean isMethod(String test) {
		return test.contains("#");
	}

}
