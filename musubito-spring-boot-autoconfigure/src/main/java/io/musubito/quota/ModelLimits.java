package io.musubito.quota;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.musubito.ModelLimitException;
import io.musubito.store.NoStore;
import io.musubito.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that all instances together call models no more than the providers allow. A
 * request counts from when it gets a place until a minute after it is known to have
 * reached the provider, so that no minute of the provider has more than the limit. Safe
 * for use by many threads.
 */
public final class ModelLimits implements AutoCloseable {

	/** How long a call waits at most. */
	public static final String MAX_WAIT = "musubito.ai.limits-max-wait";

	/**
	 * No limits.
	 */
	public static final ModelLimits NONE = new ModelLimits(Map.of(), Duration.ZERO, new NoStore());

	private final Map<String, ModelQueue> byModel = new TreeMap<>();

	private final Duration maxWait;

	/**
	 * Creates the limits.
	 * @param limits those of each model, by the name that it is asked for by
	 * @param maxWait how long a call waits for a place at most
	 * @param store where all instances see what is used; not opened before the first call
	 */
	public ModelLimits(Map<String, Limit> limits, Duration maxWait, Store store) {
		this(limits, maxWait, store, Window.MINUTE);
	}

	ModelLimits(Map<String, Limit> limits, Duration maxWait, Store store, Window window) {
		this.maxWait = maxWait;
		Peers peers = new Peers(store.processes());
		limits.forEach((model, limit) -> this.byModel.put(model, new ModelQueue(model, limit,
				new SharedState(model, store.quotas(), window, System::nanoTime), peers, window)));
	}

	/**
	 * How a limit is written in the configuration.
	 * @param model the model
	 * @param part which limit
	 * @return the name of the property
	 */
	public static String property(String model, String part) {
		return "musubito.ai.limits.[" + model + "]." + part;
	}

	/**
	 * Whether there are limits at all.
	 * @return {@code true} when no model has one
	 */
	public boolean isEmpty() {
		return this.byModel.isEmpty();
	}

	/**
	 * Whether a model has limits.
	 * @param model the model; {@code null} when a request names none
	 * @return whether calls of it need a place
	 */
	public boolean isLimited(@Nullable String model) {
		return model != null && this.byModel.containsKey(model);
	}

	/**
	 * Takes a place for a call, in the order in which this process asks.
	 * @param model the model
	 * @param inputTokens an estimate of the tokens that it will read
	 * @param maxOutputTokens the most tokens that it may write; {@code null} without a
	 * limit
	 * @return the place, when there is one; fails with a {@link ModelLimitException} when
	 * there is none for too long. Who does not want it any more cancels it
	 * @throws ModelLimitException when there will never be one for such a request
	 */
	public CompletableFuture<Place> take(@Nullable String model, long inputTokens, @Nullable Long maxOutputTokens) {
		ModelQueue queue = (model != null) ? this.byModel.get(model) : null;
		return (queue != null) ? queue.take(inputTokens, maxOutputTokens, this.maxWait)
				: CompletableFuture.completedFuture(Place.UNLIMITED);
	}

	/**
	 * Keeps all instances from calling a model, as its provider wants.
	 * @param model the model
	 * @param time for how long
	 */
	public void holdBack(@Nullable String model, Duration time) {
		ModelQueue queue = (model != null) ? this.byModel.get(model) : null;
		if (queue != null) {
			queue.holdBack(time);
		}
	}

	/**
	 * How calls have waited in this process.
	 * @return what is known of each model that has limits
	 */
	public Map<String, Waits> waits() {
		return this.byModel.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().waits()));
	}

	/**
	 * What is used now.
	 * @return the use of each model that has limits, by its name
	 */
	public List<LimitUse> use() {
		return this.byModel.values().stream().map(ModelQueue::use).toList();
	}

	/**
	 * Refuses who waits, and gives up what this process has.
	 */
	@Override
	public void close() {
		this.byModel.values().forEach(ModelQueue::close);
	}

}
