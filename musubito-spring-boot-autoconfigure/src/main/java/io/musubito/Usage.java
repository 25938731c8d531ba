package io.musubito;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What model calls used, by model.
 *
 * @param models one entry for each model, ordered by name; empty when no model was called
 */
public record Usage(List<ModelUsage> models) {

	/**
	 * No call of any model.
	 */
	public static final Usage NONE = new Usage(List.of());

	/**
	 * Copies its models, those of one name added up, sorted by name.
	 * @param models one entry for each model, ordered by name; empty when no model was
	 * called
	 */
	public Usage {
		Map<String, ModelUsage> byModel = new TreeMap<>();
		models.forEach((usage) -> byModel.merge(usage.model(), usage, ModelUsage::plus));
		models = List.copyOf(byModel.values());
	}

	/**
	 * What calls of one model used.
	 * @param usage the calls
	 * @return the usage
	 */
	public static Usage of(ModelUsage usage) {
		return new Usage(List.of(usage));
	}

	/**
	 * The sum of several.
	 * @param usages what was used here and there
	 * @return the sum by model
	 */
	public static Usage sum(Collection<Usage> usages) {
		return new Usage(usages.stream().flatMap((usage) -> usage.models.stream()).toList());
	}

	/**
	 * Adds what other calls used.
	 * @param other the other calls
	 * @return the sum by model
	 */
	public Usage plus(Usage other) {
		return other.isEmpty() ? this : isEmpty() ? other : sum(List.of(this, other));
	}

	/**
	 * Whether no model was called.
	 * @return whether there is no entry
	 */
	public boolean isEmpty() {
		return this.models.isEmpty();
	}

	/**
	 * How many calls were answered.
	 * @return the sum over all models
	 */
	public long calls() {
		return total(ModelUsage::calls);
	}

	/**
	 * The tokens that the models read, those from their caches included.
	 * @return the sum over all models
	 */
	public long inputTokens() {
		return total(ModelUsage::inputTokens);
	}

	/**
	 * The tokens that the models wrote.
	 * @return the sum over all models
	 */
	public long outputTokens() {
		return total(ModelUsage::outputTokens);
	}

	/**
	 * Those of the tokens that the models read which came from their own caches.
	 * @return the sum over all models
	 */
	public long cachedInputTokens() {
		return total(ModelUsage::cachedInputTokens);
	}

	/**
	 * The tokens that the models read and wrote.
	 * @return the sum over all models
	 */
	public long totalTokens() {
		return inputTokens() + outputTokens();
	}

	private long total(ToLongFunction<ModelUsage> count) {
		return this.models.stream().mapToLong(count).sum();
	}

}
