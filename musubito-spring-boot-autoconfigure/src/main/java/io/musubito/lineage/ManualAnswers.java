package io.musubito.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The results that were given by hand for a run, and what they are part of in it. Safe
 * for use by any number of threads.
 */
public final class ManualAnswers {

	private final List<GivenAnswer> given;

	private final Set<String> knownKeys;

	private final Map<String, SortedSet<String>> marks = new ConcurrentHashMap<>();

	private final Set<String> used = ConcurrentHashMap.newKeySet();

	/**
	 * Creates them for a run.
	 * @param given the results
	 * @param knownKeys the replay keys of all calls of the run that is resumed
	 */
	public ManualAnswers(List<GivenAnswer> given, Set<String> knownKeys) {
		this.given = List.copyOf(given);
		this.knownKeys = Set.copyOf(knownKeys);
	}

	public List<GivenAnswer> given() {
		return this.given;
	}

	/**
	 * Finds the result for a call: that of its computation, else, for a computation that
	 * the resumed run did not have, that of its position.
	 * @param operation the operation of the call
	 * @param replayKey its replay key
	 * @param position its position, with those of the runs around its run
	 * @return the result; {@code null} when none was given
	 */
	public @Nullable GivenAnswer find(String operation, String replayKey, String position) {
		for (GivenAnswer answer : this.given) {
			if (answer.operation().equals(operation) && isOneOf(answer.calls(), replayKey, position)) {
				this.used.add(answer.id());
				return answer;
			}
		}
		return null;
	}

	/**
	 * The results that are used in the body of a call, as far as can be told before it
	 * runs.
	 * @param replayKey its replay key
	 * @param position its position, with those of the runs around its run
	 * @return the ids of the results
	 */
	public SortedSet<String> within(String replayKey, String position) {
		SortedSet<String> ids = new TreeSet<>();
		for (GivenAnswer answer : this.given) {
			if (isOneOf(answer.around(), replayKey, position)) {
				ids.add(answer.id());
			}
		}
		return ids;
	}

	private boolean isOneOf(SortedMap<String, String> calls, String replayKey, String position) {
		return calls.containsValue(replayKey) || (calls.containsKey(position) && !this.knownKeys.contains(replayKey));
	}

	/**
	 * Notes what a computation is made of.
	 * @param computation its replay key or a node of it
	 * @param ids the ids of the results
	 */
	public void mark(String computation, Collection<String> ids) {
		this.marks.put(computation, new TreeSet<>(ids));
	}

	/**
	 * The results that a computation is made of, without saying so by its content.
	 * @param computation its replay key or a node of it
	 * @return the ids of the results
	 */
	public Set<String> marksOf(String computation) {
		return this.marks.getOrDefault(computation, new TreeSet<>());
	}

	/**
	 * The results that were of no use so far.
	 * @return those of which no computation was called
	 */
	public List<GivenAnswer> unused() {
		return this.given.stream().filter((answer) -> !this.used.contains(answer.id())).toList();
	}

}
