package io.musubito.ai;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.identity.Input;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often one call of a client asks the same: an advisor that asks again wants
 * another answer. One that failed is not counted, so that a call which had to repeat it
 * and one which had not ask for the same. Safe for use by many threads.
 */
final class Repetitions {

	private final Map<List<@Nullable String>, BitSet> taken = new ConcurrentHashMap<>();

	/**
	 * Takes the lowest number that a request doesn't have yet.
	 * @param inputs what identifies the request
	 */
	Repetition next(List<Input> inputs) {
		List<@Nullable String> request = inputs.stream().<@Nullable String>map(Input::hash).toList();
		BitSet numbers = this.taken.computeIfAbsent(request, (key) -> new BitSet());
		synchronized (numbers) {
			int number = numbers.nextClearBit(0);
			numbers.set(number);
			return new Repetition(number, numbers);
		}
	}

	/**
	 * The number of one request.
	 *
	 * @param number 0 for the first of its kind
	 * @param taken those of its kind
	 */
	record Repetition(int number, BitSet taken) {

		/**
		 * Lets the next one of its kind have the number, as this one has no answer.
		 */
		void giveBack() {
			synchronized (this.taken) {
				this.taken.clear(this.number);
			}
		}

	}

}
