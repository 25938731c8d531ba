package io.musubito.run;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.musubito.FanOut;
import io.musubito.FanOutFunction;
import io.musubito.lineage.Distribution;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A fan-out in the lineage context of its caller. Each item is a branch of its own there,
 * so that it does not matter which one is handled first.
 *
 * @param <T> the type of the items
 */
final class DefaultFanOut<T extends @Nullable Object> implements FanOut<T> {

	/** How many items of a collection, which are there already, are read ahead. */
	private static final int AHEAD = 64;

	private final Iterable<T> items;

	private final int concurrency;

	private final RunTracker runs;

	private final @Nullable Distribution distribution;

	DefaultFanOut(Iterable<T> items, int concurrency, RunTracker runs) {
		this(items, concurrency, runs, null);
	}

	private DefaultFanOut(Iterable<T> items, int concurrency, RunTracker runs, @Nullable Distribution distribution) {
		this.items = items;
		this.distribution = distribution;
		this.runs = runs;
		this.concurrency = concurrency;
	}

	@Override
	public FanOut<T> concurrency(int items) {
		Assert.isTrue(items >= 1, () -> "The concurrency must be at least 1, not " + items);
		return new DefaultFanOut<>(this.items, items, this.runs, this.distribution);
	}

	@Override
	public FanOut<T> distributed() {
		return new DefaultFanOut<>(this.items, this.concurrency, this.runs, Distribution.OFFERED);
	}

	@Override
	public <R extends @Nullable Object> List<R> apply(FanOutFunction<? super T, ? extends R> function) {
		FanOutResults<R> results = new FanOutResults<>();
		LineageContext context = Lineage.current().branch("forEach").distributed(this.distribution);
		try (FanOutCount count = this.runs.fanOut(size())) {
			if (this.concurrency == 1) {
				inTurn(function, context, results, count);
			}
			else {
				concurrently(function, context, results, count);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException("The fan-out was interrupted after "
					+ results.begun() + " items were begun. What steps returned for them is stored.");
			cancellation.initCause(ex);
			throw cancellation;
		}
		return results.get();
	}

	// For people who look on: a collection that can't say it is handled all the same
	private @Nullable Integer size() {
		try {
			return (this.items instanceof Collection<?> collection) ? collection.size() : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private <R extends @Nullable Object> void inTurn(FanOutFunction<? super T, ? extends R> function,
			LineageContext context, FanOutResults<R> results, FanOutCount count) throws InterruptedException {
		checkInterrupted();
		for (Iterator<T> left = this.items.iterator(); left.hasNext();) {
			T item = left.next();
			int index = results.add();
			results.begin();
			try (Lineage.Scope scope = Lineage.open(context.branch("item"))) {
				results.set(index, function.apply(item));
			}
			catch (InterruptedException ex) {
				throw ex;
			}
			catch (Exception ex) {
				results.fail(index, item, ex);
			}
			count.itemDone();
			checkInterrupted();
		}
	}

	private <R extends @Nullable Object> void concurrently(FanOutFunction<? super T, ? extends R> function,
			LineageContext context, FanOutResults<R> results, FanOutCount count) throws InterruptedException {
		int ahead = (this.items instanceof Collection) ? AHEAD : 0;
		try (FanOutWorkers workers = new FanOutWorkers(this.concurrency, ahead)) {
			boolean goesOn = true;
			for (Iterator<T> left = this.items.iterator(); goesOn && left.hasNext();) {
				T item = left.next();
				int index = results.add();
				LineageContext branch = context.branch("item");
				goesOn = workers.start(() -> {
					results.begin();
					try (Lineage.Scope scope = Lineage.open(branch)) {
						results.set(index, function.apply(item));
					}
					catch (Exception ex) {
						results.fail(index, item, ex);
					}
					finally {
						count.itemDone();
					}
				});
			}
		}
		checkInterrupted();
	}

	private static void checkInterrupted() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

}
