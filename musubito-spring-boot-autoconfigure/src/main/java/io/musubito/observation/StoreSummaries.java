package io.musubito.observation;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Clock;
import io.musubito.StoreException;
import io.musubito.store.LineageQueries;
import io.musubito.store.StoreSummary;
import org.jspecify.annotations.Nullable;

/**
 * The newest summary of the store, asked for at most every ten seconds, so that all
 * gauges of one scrape share it. What they read is {@code NaN} while the store can't be
 * read.
 */
final class StoreSummaries {

	private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final LineageQueries queries;

	private final Clock clock;

	private @Nullable StoreSummary newest;

	private long readAt;

	private boolean read;

	StoreSummaries(LineageQueries queries, Clock clock) {
		this.queries = queries;
		this.clock = clock;
	}

	synchronized double read(ToDoubleFunction<StoreSummary> value) {
		long now = this.clock.monotonicTime();
		if (!this.read || now - this.readAt >= REFRESH_NANOS) {
			this.read = true;
			this.readAt = now;
			this.newest = query();
		}
		return (this.newest != null) ? value.applyAsDouble(this.newest) : Double.NaN;
	}

	private @Nullable StoreSummary query() {
		try {
			return this.queries.summary();
		}
		catch (StoreException ex) {
			return null;
		}
	}

}
