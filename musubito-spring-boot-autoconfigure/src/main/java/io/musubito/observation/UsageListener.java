package io.musubito.observation;

import io.musubito.ModelUsage;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what models used, as it happens. Called by many threads, and not to throw.
 */
@FunctionalInterface
public interface UsageListener {

	/**
	 * Hears of nothing.
	 */
	UsageListener NONE = (operation, usage) -> {
	};

	/**
	 * A call of a model has been answered.
	 * @param operation the step that made it; {@code null} when it was made outside of
	 * steps
	 * @param usage what it used
	 */
	void spent(@Nullable String operation, ModelUsage usage);

}
