package io.musubito.observation;

import io.musubito.ModelUsage;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what models used, as it happens. Called by many threads, and not to throw.
 */
public interface UsageListener {

	/**
	 * Hears of nothing.
	 */
	UsageListener NONE = new UsageListener() {

		@Override
		public void spent(@Nullable String operation, ModelUsage usage) {
		}

		@Override
		public void saved(String operation, Usage usage) {
		}

	};

	/**
	 * A call of a model has been answered.
	 * @param operation the step that made it; {@code null} when it was made outside of
	 * steps
	 * @param usage what it used
	 */
	void spent(@Nullable String operation, ModelUsage usage);

	/**
	 * A step has been replayed.
	 * @param operation the step
	 * @param usage what its execution used, the steps that it called included; may be
	 * empty
	 */
	void saved(String operation, Usage usage);

}
