package io.musubito.usage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.musubito.Cost;
import io.musubito.ModelUsage;
import io.musubito.Spending;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class PricesTests {

	private final Prices prices = new Prices(Map.of("large", price("2.50", "10", "1.25"), "small",
			price("0.15", "0.60", null), "embedding", price("0.02", null, null), "local", price("0", "0", null)));

	@Test
	void pricesInputOutputAndCachedInput() {
		assertThat(cost(new ModelUsage("large", 3, 1_000_000, 200_000, 400_000)))
			.isEqualTo(new Cost(new BigDecimal("4"), List.of()));
		assertThat(cost(new ModelUsage("small", 1, 1, 1, 0)).amount()).isEqualTo(new BigDecimal("0.00000075"));
	}

	@Test
	void cachedInputCostsWhatInputCostsWithoutAPriceOfItsOwn() {
		assertThat(cost(new ModelUsage("small", 1, 100, 0, 60))).isEqualTo(cost(new ModelUsage("small", 1, 100, 0, 0)));
	}

	@Test
	void moreCachedThanReadCostsNoLessThanWhatWasRead() {
		assertThat(cost(new ModelUsage("large", 1, 10, 0, 1000)))
			.isEqualTo(cost(new ModelUsage("large", 1, 10, 0, 10)));
	}

	@Test
	void oneFormForEachAmount() {
		assertThat(cost(new ModelUsage("local", 1, 1_000_000, 100, 0)).amount()).isSameAs(BigDecimal.ZERO)
			.isEqualTo(cost(new ModelUsage("large", 0, 0, 0, 0)).amount());
		assertThat(cost(new ModelUsage("large", 1, 40_000_000, 0, 0)).amount()).hasToString("100");
	}

	@Test
	void addsUpTheModelsThatHaveAPriceAndNamesTheOthers() {
		assertThat(cost(new ModelUsage("large", 1, 1_000_000, 0, 0), new ModelUsage("small", 1, 0, 1_000_000, 0),
				new ModelUsage("x", 1, 1_000_000, 0, 0), new ModelUsage("unknown", 1, 1, 0, 0)))
			.isEqualTo(new Cost(new BigDecimal("3.1"), List.of("unknown", "x")));
	}

	@Test
	void outputWithoutAPriceIsUnpricedAsAWhole(CapturedOutput output) {
		assertThat(cost(new ModelUsage("embedding", 1, 1_000_000, 0, 0)))
			.isEqualTo(new Cost(new BigDecimal("0.02"), List.of()));
		assertThat(output).doesNotContain("embedding");
		assertThat(cost(new ModelUsage("embedding", 1, 1_000_000, 1, 0)))
			.isEqualTo(new Cost(BigDecimal.ZERO, List.of("embedding")));
		assertThat(output).containsOnlyOnce("it has no price for output. Set musubito.ai.prices.[embedding].output");
	}

	@Test
	void saysOncePerModelThatItHasNoPrice(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			cost(new ModelUsage("gpt-4.1", 1, 1, 0, 0), new ModelUsage("other", 1, 1, 0, 0));
		}
		assertThat(output).containsOnlyOnce("musubito.ai.prices.[gpt-4.1].input")
			.containsOnlyOnce("musubito.ai.prices.[other].input");
	}

	@Test
	void withoutPricesNothingHasACostAndNothingIsSaid(CapturedOutput output) {
		Usage usage = Usage.of(new ModelUsage("x", 1, 1, 1, 0));
		assertThat(Prices.NONE.priced(usage)).isEqualTo(new Spending(usage, null));
		assertThat(output).isEmpty();
		assertThat(this.prices.priced(Usage.NONE)).isEqualTo(new Spending(Usage.NONE, Cost.NONE));
	}

	@Test
	void refusesNegativePrices() {
		assertThatIllegalArgumentException().isThrownBy(() -> price("-1", null, "1"));
		assertThatIllegalArgumentException().isThrownBy(() -> price("1", "-1", null));
		assertThatIllegalArgumentException().isThrownBy(() -> price("1", "1", "-0.1"));
	}

	private Cost cost(ModelUsage... usages) {
		return this.prices.costOf(new Usage(List.of(usages)));
	}

	static Price price(String input, @Nullable String output, @Nullable String cachedInput) {
		return Price.of(new BigDecimal(input), (output != null) ? new BigDecimal(output) : null,
				(cachedInput != null) ? new BigDecimal(cachedInput) : null);
	}

}
