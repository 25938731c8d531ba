package io.musubito.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What is specific to calls of models.
 */
class AiProperties {

	/**
	 * Prices by model, by the name that it is asked for. A name with anything but
	 * letters, digits and '-' goes in brackets. By default, no model has a price.
	 */
	private final Map<String, ModelPrice> prices = new LinkedHashMap<>();

	/**
	 * Limits of the provider by model, by the name that it is asked for, which all
	 * instances with one store share. A name with anything but letters, digits and '-'
	 * goes in brackets. By default, no model has limits.
	 */
	private final Map<String, LimitProperties> limits = new LinkedHashMap<>();

	/**
	 * Maximum time that a call of a model waits until the limits leave a place for it.
	 */
	private Duration limitsMaxWait = Duration.ofMinutes(5);

	private final Budget budget = new Budget();

	@NestedConfigurationProperty
	private final AdvisorProperties advisor = new AdvisorProperties();

	/**
	 * Comma-separated list of the reasons for which a model may end an answer that is
	 * kept for replay, in any case and punctuation. Empty to keep all answers. The
	 * default is what providers say of a complete answer or a call of a tool.
	 */
	private @Nullable List<String> keepOnlyFinishReasons;

	public Map<String, ModelPrice> getPrices() {
		return this.prices;
	}

	public Map<String, LimitProperties> getLimits() {
		return this.limits;
	}

	public Duration getLimitsMaxWait() {
		return this.limitsMaxWait;
	}

	public void setLimitsMaxWait(Duration limitsMaxWait) {
		this.limitsMaxWait = limitsMaxWait;
	}

	public Budget getBudget() {
		return this.budget;
	}

	public AdvisorProperties getAdvisor() {
		return this.advisor;
	}

	public @Nullable List<String> getKeepOnlyFinishReasons() {
		return this.keepOnlyFinishReasons;
	}

	public void setKeepOnlyFinishReasons(@Nullable List<String> keepOnlyFinishReasons) {
		this.keepOnlyFinishReasons = keepOnlyFinishReasons;
	}

	/**
	 * Price of a model.
	 */
	public static class ModelPrice {

		/**
		 * Price of a million tokens that the model reads. 0: they cost nothing.
		 */
		private @Nullable BigDecimal input;

		/**
		 * Price of a million tokens that the model writes. Models that only read, like
		 * those of embeddings, have none.
		 */
		private @Nullable BigDecimal output;

		/**
		 * Price of a million tokens that the model reads from its own cache. By default,
		 * the price of the others that it reads.
		 */
		private @Nullable BigDecimal cachedInput;

		public @Nullable BigDecimal getInput() {
			return this.input;
		}

		public void setInput(@Nullable BigDecimal input) {
			this.input = input;
		}

		public @Nullable BigDecimal getOutput() {
			return this.output;
		}

		public void setOutput(@Nullable BigDecimal output) {
			this.output = output;
		}

		public @Nullable BigDecimal getCachedInput() {
			return this.cachedInput;
		}

		public void setCachedInput(@Nullable BigDecimal cachedInput) {
			this.cachedInput = cachedInput;
		}

	}

	/**
	 * What may be spent.
	 */
	public static class Budget {

		/**
		 * Maximum amount that a run may spend on models, in the currency of the prices. A
		 * call that would exceed it is not made. By default, any amount.
		 */
		private @Nullable BigDecimal perRun;

		public @Nullable BigDecimal getPerRun() {
			return this.perRun;
		}

		public void setPerRun(@Nullable BigDecimal perRun) {
			this.perRun = perRun;
		}

	}

}
