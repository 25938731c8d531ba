package io.musubito.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.Cost;
import io.musubito.ModelUsage;
import io.musubito.Spending;
import io.musubito.Usage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The prices of the models that the application knows. Costs are exact: nothing is
 * rounded. Safe for use by many threads.
 */
public final class Prices {

	/**
	 * No prices.
	 */
	public static final Prices NONE = new Prices(Map.of());

	private static final Log logger = LogFactory.getLog(Prices.class);

	private final Map<String, Price> byModel;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the prices.
	 * @param byModel the prices by the name that a model is asked for by
	 */
	public Prices(Map<String, Price> byModel) {
		this.byModel = Map.copyOf(byModel);
	}

	/**
	 * Whether no model has a price.
	 * @return whether there are none
	 */
	public boolean isEmpty() {
		return this.byModel.isEmpty();
	}

	/**
	 * What tokens cost. A model that has no price is reported once, when others have one.
	 * @param usage the tokens
	 * @return the cost of those of models that have a price
	 */
	public Cost costOf(Usage usage) {
		BigDecimal amount = BigDecimal.ZERO;
		List<String> unpriced = new ArrayList<>();
		for (ModelUsage used : usage.models()) {
			BigDecimal cost = costOf(used);
			if (cost != null) {
				amount = amount.add(cost);
			}
			else {
				unpriced.add(used.model());
			}
		}
		return new Cost(Price.exact(amount), unpriced);
	}

	/**
	 * What tokens of one model cost.
	 * @param usage the tokens
	 * @return the cost; {@code null} when they have no price
	 */
	public @Nullable BigDecimal costOf(ModelUsage usage) {
		Price price = find(usage.model());
		BigDecimal cost = (price != null) ? price.costOf(usage) : null;
		if (cost == null && !isEmpty() && this.reported.add(usage.model())) {
			logger.warn("Tokens of model '" + usage.model() + "' are counted, but not what they cost: "
					+ ((price != null) ? "it has no price for output" : "it has no price") + ". Set "
					+ property(usage.model(), (price != null) ? "output" : "input") + " to the price of a million "
					+ "tokens, 0 if they cost nothing");
		}
		return cost;
	}

	/**
	 * Says what tokens cost.
	 * @param usage the tokens
	 * @return the tokens and their cost, which is not known when no model has a price
	 */
	public Spending priced(Usage usage) {
		return (isEmpty()) ? Spending.of(usage) : new Spending(usage, costOf(usage));
	}

	@Nullable Price find(String model) {
		return this.byModel.get(model);
	}

	/**
	 * How a price is written in the configuration. In brackets, names may have dots.
	 * @param model the model
	 * @param part {@code input}, {@code output} or {@code cached-input}
	 * @return the name of the property
	 */
	public static String property(String model, String part) {
		return "musubito.ai.prices.[" + model + "]." + part;
	}

}
