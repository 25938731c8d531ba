package io.musubito.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import io.musubito.Cost;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Costs are exact: they are compared with fractions of integers.
 */
class PricesPropertyTests {

	@Property
	void costsAreExact(@ForAll("prices") Price a, @ForAll("prices") Price b, @ForAll("usagesOfA") ModelUsage ofA,
			@ForAll("usagesOfB") ModelUsage ofB) {
		Cost cost = new Prices(Map.of("a", a, "b", b)).costOf(new Usage(List.of(ofA, ofB)));
		Fraction expected = naive(a, ofA).plus(naive(b, ofB));
		assertThat(cost.unpricedModels()).isEmpty();
		assertThat(Fraction.of(cost.amount()).isEqualTo(expected)).as("%s for %s", cost.amount(), expected).isTrue();
		assertThat(cost.amount().toString()).matches("0|[1-9]\\d*|\\d+\\.\\d*[1-9]|[1-9](\\.\\d+)?E-\\d+");
	}

	@Property
	void theCostOfASumIsTheSumOfTheCosts(@ForAll("prices") Price price, @ForAll("usagesOfA") ModelUsage one,
			@ForAll("usagesOfA") ModelUsage other) {
		Prices prices = new Prices(Map.of("a", price));
		assertThat(prices.costOf(new Usage(List.of(one, other))).amount())
			.isEqualByComparingTo(prices.costOf(Usage.of(one)).plus(prices.costOf(Usage.of(other))).amount());
	}

	private static Fraction naive(Price price, ModelUsage usage) {
		return Fraction.of(price.input())
			.times(usage.inputTokens() - usage.cachedInputTokens())
			.plus(Fraction.of(price.cachedInput()).times(usage.cachedInputTokens()))
			.plus(Fraction.of(price.output()).times(usage.outputTokens()))
			.dividedBy(1_000_000);
	}

	@Provide
	Arbitrary<Price> prices() {
		Arbitrary<BigDecimal> amount = Arbitraries.oneOf(
				Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal(1000)).ofScale(9),
				Arbitraries.of("0", "0.0", "100", "1E+2", "0.10", "2.50").map(BigDecimal::new));
		return Combinators.combine(amount, amount, amount).as(Price::new);
	}

	@Provide
	Arbitrary<ModelUsage> usagesOfA() {
		return usages("a");
	}

	@Provide
	Arbitrary<ModelUsage> usagesOfB() {
		return usages("b");
	}

	private static Arbitrary<ModelUsage> usages(String model) {
		Arbitrary<Long> tokens = Arbitraries.longs().between(0, 10_000_000_000_000L);
		return Combinators.combine(tokens, tokens, tokens)
			.as((fresh, cached, output) -> new ModelUsage(model, 1, fresh + cached, output, cached));
	}

	private record Fraction(BigInteger numerator, BigInteger denominator) {

		static Fraction of(BigDecimal decimal) {
			return (decimal.scale() >= 0) ? new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
					: new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE);
		}

		Fraction times(long factor) {
			return new Fraction(this.numerator.multiply(BigInteger.valueOf(factor)), this.denominator);
		}

		Fraction dividedBy(long divisor) {
			return new Fraction(this.numerator, this.denominator.multiply(BigInteger.valueOf(divisor)));
		}

		Fraction plus(Fraction other) {
			return new Fraction(
					this.numerator.multiply(other.denominator).add(other.numerator.multiply(this.denominator)),
					this.denominator.multiply(other.denominator));
		}

		boolean isEqualTo(Fraction other) {
			return this.numerator.multiply(other.denominator).equals(other.numerator.multiply(this.denominator));
		}

	}

}
