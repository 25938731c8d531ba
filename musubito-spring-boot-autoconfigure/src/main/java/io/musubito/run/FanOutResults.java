package io.musubito.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.musubito.FanOutException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a fan-out has come to so far. Safe for use by any number of threads.
 *
 * @param <R> the type of the results
 */
final class FanOutResults<R extends @Nullable Object> {

	private static final int SHOWN_FAILURES = 5;

	private static final int SHOWN_LENGTH = 60;

	private final List<@Nullable R> results = new ArrayList<>();

	private final SortedMap<Integer, Failure> failures = new TreeMap<>();

	private int begun;

	/**
	 * Makes room for the result of one more item.
	 * @return the index of the item
	 */
	synchronized int add() {
		this.results.add(null);
		return this.results.size() - 1;
	}

	synchronized void begin() {
		this.begun++;
	}

	synchronized void set(int index, R result) {
		this.results.set(index, result);
	}

	synchronized void fail(int index, @Nullable Object item, Exception exception) {
		this.failures.put(index, new Failure(item, exception));
	}

	/**
	 * How many items were begun, which may be fewer than there is room for.
	 */
	synchronized int begun() {
		return this.begun;
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // All are set
	synchronized List<R> get() {
		if (!this.failures.isEmpty()) {
			throw failed();
		}
		return (List<R>) Collections.unmodifiableList(this.results);
	}

	private FanOutException failed() {
		Map<@Nullable Object, Throwable> byItem = new LinkedHashMap<>();
		this.failures.values().forEach((failure) -> byItem.putIfAbsent(failure.item(), failure.exception()));
		List<Exception> exceptions = this.failures.values().stream().map(Failure::exception).distinct().toList();
		FanOutException failed = new FanOutException(message(), byItem, exceptions.get(0));
		exceptions.stream().limit(SHOWN_FAILURES).skip(1).forEach(failed::addSuppressed);
		return failed;
	}

	private String message() {
		String shown = this.failures.entrySet()
			.stream()
			.limit(SHOWN_FAILURES)
			.map((failure) -> failure.getValue().describe(failure.getKey()))
			.collect(Collectors.joining("; "));
		int more = this.failures.size() - SHOWN_FAILURES;
		return this.failures.size() + " of " + this.results.size() + " items failed: " + shown
				+ ((more > 0) ? "; … and " + more + " more" : "")
				+ ". The others are done, what steps returned for them is stored. Repair what failed and call again: "
				+ "only that executes.";
	}

	/**
	 * An item that failed.
	 *
	 * @param item the item
	 * @param exception why
	 */
	private record Failure(@Nullable Object item, Exception exception) {

		String describe(int index) {
			return "item " + (index + 1) + " (" + StringUtils.truncate(text(), SHOWN_LENGTH) + "): "
					+ StringUtils.truncate(this.exception.toString(), SHOWN_LENGTH);
		}

		private String text() {
			try {
				return String.valueOf(this.item);
			}
			catch (RuntimeException ex) {
				// What failed matters more than how the item is shown
				return "of " + ((this.item != null) ? this.item.getClass().getName() : null);
			}
		}

	}

}
