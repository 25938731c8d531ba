package io.musubito.code;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The fingerprints of the last start with their evidence, and those of this one for the
 * next. Safe for use by many threads.
 */
final class FingerprintMemory {

	private final Map<String, Entry> before;

	private final Map<String, Entry> now = new ConcurrentHashMap<>();

	private final AtomicInteger takenOver = new AtomicInteger();

	private final AtomicInteger computed = new AtomicInteger();

	/**
	 * Creates the memory.
	 * @param before what the last start left, by question
	 */
	FingerprintMemory(Map<String, Entry> before) {
		this.before = before;
	}

	/**
	 * The fingerprint that was the answer to a question before, if it still is.
	 * @param question the question
	 * @param stillTrue whether all the evidence is
	 * @return the fingerprint, empty in any doubt
	 */
	Optional<CodeFingerprint> find(String question, Predicate<Evidence> stillTrue) {
		Entry entry = this.before.get(question);
		try {
			if (entry == null || !stillTrue.test(entry.evidence())) {
				return Optional.empty();
			}
		}
		catch (UnreadableClassException ex) {
			// Computing it tells what can't be read
			return Optional.empty();
		}
		this.takenOver.incrementAndGet();
		this.now.put(question, entry);
		return Optional.of(entry.fingerprint());
	}

	/**
	 * Notes a fingerprint that had to be computed.
	 * @param question the question
	 * @param fingerprint the answer
	 * @param evidence all that it was computed from
	 */
	void add(String question, CodeFingerprint fingerprint, Evidence evidence) {
		this.computed.incrementAndGet();
		this.now.put(question, new Entry(fingerprint, evidence));
	}

	/**
	 * How many fingerprints were found.
	 */
	int takenOver() {
		return this.takenOver.get();
	}

	/**
	 * Whether there is something that is not remembered yet.
	 */
	boolean hasNew() {
		return this.computed.get() > 0;
	}

	/**
	 * The fingerprints of this start by question.
	 */
	Map<String, Entry> entries() {
		return Map.copyOf(this.now);
	}

	/**
	 * A fingerprint.
	 *
	 * @param fingerprint the fingerprint
	 * @param evidence all that it was computed from
	 */
	record Entry(CodeFingerprint fingerprint, Evidence evidence) {

	}

}
