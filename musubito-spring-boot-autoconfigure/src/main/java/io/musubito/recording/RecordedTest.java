package io.musubito.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.musubito.lineage.RecordingScope;
import org.jspecify.annotations.Nullable;

/**
 * A test whose calls are recorded, or answered from a recording. Safe for use by many
 * threads.
 */
public final class RecordedTest implements RecordingScope {

	/** Begins what tells identities in a test with mocks from others. */
	public static final String DOUBLES = "doubles ";

	private final Recording recording;

	private final String test;

	private final String doubles;

	private final Set<String> used = ConcurrentHashMap.newKeySet();

	private final Map<String, String> executed = new ConcurrentSkipListMap<>();

	private final List<RuntimeException> problems = new ArrayList<>();

	RecordedTest(Recording recording, String test, String doubles) {
		this.recording = recording;
		this.test = test;
		this.doubles = doubles;
	}

	@Override
	public String name() {
		return this.recording.place().name();
	}

	public Recording recording() {
		return this.recording;
	}

	/**
	 * Its name.
	 * @return class and method
	 */
	public String test() {
		return this.test;
	}

	/**
	 * What tells what is answered by the mocks of this test.
	 * @return a text, the same as long as they answer the same
	 */
	public String doubles() {
		return this.doubles;
	}

	public boolean executes() {
		return this.recording.executes();
	}

	/**
	 * Finds the answer that is recorded for a key.
	 * @param key the key
	 * @return the answer, which counts as asked for
	 */
	public Optional<RecordedNode> find(String key) {
		Optional<RecordedNode> found = this.recording.find(key);
		found.ifPresent((node) -> {
			use(node);
			if (this.recording.isOfOtherInvocation(node, this)) {
				failed(new RecordingException("Recorded test " + this.test + ": step '" + node.operation()
						+ "' was asked for the same in two invocations of the test, which has mocks that may answer "
						+ "something else in each. Give the invocations different inputs, or make them test methods of "
						+ "their own.", null));
			}
		});
		return found;
	}

	private void use(RecordedNode node) {
		if (this.used.add(node.key())) {
			// Asked for with what called it
			this.recording.calledBy(node).forEach(this::use);
		}
	}

	/**
	 * Records an answer.
	 * @param node the answer
	 * @return the one that is recorded for its key: an earlier one, if there is one
	 */
	public RecordedNode record(RecordedNode node) {
		RecordedNode recorded = this.recording.record(node, this);
		use(recorded);
		return recorded;
	}

	/**
	 * Forgets an answer that is not valid any more.
	 * @param node the answer
	 */
	public void forget(RecordedNode node) {
		this.recording.forget(node);
	}

	/**
	 * What a node called directly.
	 * @param node the node
	 * @return the nodes
	 */
	public List<RecordedNode> calledBy(RecordedNode node) {
		return this.recording.calledBy(node);
	}

	/**
	 * The answer to the question that has most in common with one.
	 * @param operation the step
	 * @param components what its key is made of
	 * @param inputs its inputs as JSON
	 * @return the answer; {@code null} when none of the step is recorded
	 */
	public @Nullable RecordedNode nearest(String operation, SortedMap<String, String> components,
			@Nullable String inputs) {
		return this.recording.nearest(operation, components, inputs);
	}

	/**
	 * JSON without secrets.
	 * @param json the JSON text
	 * @param secrets texts of which it is known that they are secret
	 * @return the JSON; {@code null} when there is no secret in it
	 */
	public @Nullable String scrub(String json, Collection<String> secrets) {
		return this.recording.scrubber().scrubJson(json, secrets);
	}

	/**
	 * Says why something isn't recorded, and what to do.
	 * @param what what isn't recorded, and why, one sentence
	 * @param inputs its inputs as JSON
	 * @param nearest the nearest recording
	 * @return the message
	 */
	public String describeMiss(String what, @Nullable String inputs, @Nullable RecordedNode nearest) {
		StringBuilder message = new StringBuilder("Recorded test " + this.test + ": " + what);
		if (nearest == null) {
			message.append("\nNothing of this step is recorded in ").append(this.recording.place().file()).append('.');
		}
		else {
			message.append("\nNearest recording in ")
				.append(this.recording.place().file())
				.append(": ")
				.append(FirstDifference.of(this.recording.scrubber(), nearest, inputs));
		}
		return message.append("\nNothing was executed. If the change is meant, record again: ")
			.append(this.recording.place().remedy())
			.toString();
	}

	/**
	 * Notes why the test can't pass, whatever the application makes of it.
	 * @param problem the problem
	 */
	public synchronized void failed(RuntimeException problem) {
		this.problems.add(problem);
	}

	/**
	 * Notes that a step is executed, so that its answer is to be recorded.
	 * @param key its key
	 * @param operation the step
	 */
	public void executes(String key, String operation) {
		this.executed.put(key, operation);
	}

	/**
	 * Ends the test.
	 * @return why it can't pass, in the order in which it became known
	 */
	public synchronized List<RuntimeException> end() {
		List<RuntimeException> all = new ArrayList<>(this.problems);
		if (executes()) {
			this.executed.forEach((key, operation) -> {
				if (this.recording.find(key).isEmpty()) {
					all.add(new RecordingException("Recorded test " + this.test + ": step '" + operation
							+ "' was executed and has no answer that could be recorded: it failed, was cancelled, or "
							+ "had not ended when the test ended. Without a recording the test would execute it each "
							+ "time. Wait for it; test what follows a failure with a stub, outside of recorded tests.",
							null));
				}
			});
		}
		return all;
	}

	Set<String> used() {
		return this.used;
	}

}
