package io.musubito.autoconfigure;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.autoconfigure.AiProperties.ModelPrice;
import io.musubito.usage.Budget;
import io.musubito.usage.Price;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices and budget from the properties, and refuses those that make no sense.
 */
final class ConfiguredPrices {

	private static final String PER_RUN = "musubito.ai.budget.per-run";

	private ConfiguredPrices() {
	}

	static Prices prices(AiProperties properties) {
		Map<String, Price> prices = new LinkedHashMap<>();
		properties.getPrices().forEach((model, price) -> prices.put(model, price(model, price)));
		return new Prices(prices);
	}

	private static Price price(String model, ModelPrice price) {
		BigDecimal input = price.getInput();
		if (input == null) {
			throw new InvalidPropertyException("Model '" + model + "' has no price for the tokens that it reads. Set "
					+ Prices.property(model, "input")
					+ " to the price of a million of them, 0 if they cost nothing. If the name of the model goes on "
					+ "after '" + model + "', write it in brackets, as here");
		}
		requireNotNegative(Prices.property(model, "input"), input);
		requireNotNegative(Prices.property(model, "output"), price.getOutput());
		requireNotNegative(Prices.property(model, "cached-input"), price.getCachedInput());
		return Price.of(input, price.getOutput(), price.getCachedInput());
	}

	/**
	 * What a run may spend.
	 * @param properties the properties
	 * @param prices what models cost
	 * @return the budget; {@code null} for any amount
	 */
	static @Nullable Budget budget(AiProperties properties, Prices prices) {
		BigDecimal budget = properties.getBudget().getPerRun();
		requireNotNegative(PER_RUN, budget);
		if (budget != null && prices.isEmpty()) {
			throw new InvalidPropertyException(PER_RUN + " is " + budget.toPlainString()
					+ ", but no model has a price, so what a run spends is not known. Set "
					+ Prices.property("<model>", "input") + " and " + Prices.property("<model>", "output")
					+ " of the models that the application calls, or remove the budget");
		}
		return (budget != null) ? new Budget(budget, prices) : null;
	}

	private static void requireNotNegative(String property, @Nullable BigDecimal value) {
		if (value != null && value.signum() < 0) {
			throw new InvalidPropertyException(
					property + " is " + value.toPlainString() + ", which is negative. Set it to 0 or more");
		}
	}

}
