package io.musubito.autoconfigure;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

import io.musubito.Cost;
import io.musubito.ModelUsage;
import io.musubito.Usage;
import io.musubito.quota.Limit;
import io.musubito.quota.LimitUse;
import io.musubito.quota.ModelLimits;
import io.musubito.testing.Engine;
import io.musubito.usage.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Prices and the budget as they are written in the configuration.
 */
class AiPropertiesTests {

	@TempDir
	Path directory;

	@Test
	void pricesModelsByName() {
		runner("musubito.ai.prices.gpt-4o.input=2.50", "musubito.ai.prices.gpt-4o.cached-input=1.25",
				"musubito.ai.prices.gpt-4o.output=10", "musubito.ai.prices.[gpt-4.1].input=2",
				"musubito.ai.prices.[meta/Llama].input=1")
			.run((context) -> {
				assertThat(costOfAMillion(context.getBean(Prices.class), "gpt-4o"))
					.isEqualTo(new Cost(new BigDecimal("11.25"), List.of()));
				assertThat(costOfAMillion(context.getBean(Prices.class), "gpt-4.1").unpricedModels())
					.containsExactly("gpt-4.1");
				assertThat(context.getBean(Prices.class)
					.costOf(Usage.of(new ModelUsage("meta/Llama", 1, 1_000_000, 0, 0)))
					.amount()).isEqualByComparingTo("1");
			});
	}

	@Test
	void readsDottedNamesInBracketsFromYaml() {
		yaml("""
				musubito:
				  ai:
				    prices:
				      "[gpt-4.1]":
				        input: 2
				        output: 8
				    budget:
				      per-run: 0.50
				""").run((context) -> {
			assertThat(costOfAMillion(context.getBean(Prices.class), "gpt-4.1").amount()).isEqualByComparingTo("10");
			assertThat(context.getBean(MusubitoProperties.class).getAi().getBudget().getPerRun())
				.isEqualByComparingTo("0.50");
		});
	}

	@Test
	void hasNeitherPricesNorABudgetByDefault() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Prices.class).isEmpty()).isTrue();
		});
	}

	@Test
	void aBudgetOfNothingIsABudget() {
		runner("musubito.ai.prices.a.input=1", "musubito.ai.budget.per-run=0")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.input=-1                                  | musubito.ai.prices.[a].input is -1, which is negative
			a.input=1;a.output=-0.5                     | musubito.ai.prices.[a].output is -0.5, which is negative
			a.input=1;a.cached-input=-2                 | musubito.ai.prices.[a].cached-input is -2, which is negative
			a.output=1                                  | Set musubito.ai.prices.[a].input to
			a.input=cheap                               | musubito.ai.prices.a.input
			a=1                                         | musubito.ai.prices.a
			a.price=1                                   | musubito.ai.prices.a.price
			gpt-4.1.input=1                             | musubito.ai.prices.gpt-4.1.input
			gpt-4.1=1                                   | musubito.ai.prices.gpt-4.1
			""")
	void refusesPricesThatMakeNoSense(String prices, String message) {
		String[] properties = List.of(prices.split(";"))
			.stream()
			.map((price) -> "musubito.ai.prices." + price)
			.toArray(String[]::new);
		assertThat(failure(runner(properties))).contains(message);
		assertThat(
				failure(yaml("musubito.ai.prices." + prices.replace("=", ": ").replace(";", "\nmusubito.ai.prices."))))
			.contains(message);
	}

	@Test
	void refusesADottedNameThatIsNestedInYaml() {
		assertThat(failure(yaml("""
				musubito:
				  ai:
				    prices:
				      gpt-4.1:
				        input: 2
				"""))).contains("musubito.ai.prices.gpt-4.1.input", "brackets");
	}

	@Test
	void limitsModelsByName() {
		runner("musubito.ai.limits.gpt-5.requests-per-minute=500", "musubito.ai.limits.[gpt-4.1].concurrent=3",
				"musubito.ai.limits.[gpt-4.1].tokens-per-minute=1000")
			.run((context) -> assertThat(context.getBean(ModelLimits.class).use())
				.extracting(LimitUse::model, LimitUse::limit)
				.containsExactly(tuple("gpt-4.1", new Limit(Limit.NONE, 1_000, 3)),
						tuple("gpt-5", new Limit(500, Limit.NONE, Limit.NONE))));
		runner().run((context) -> assertThat(context.getBean(ModelLimits.class).isEmpty()).isTrue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			limits.a.requests-per-minute=0     | musubito.ai.limits.[a].requests-per-minute is 0, so the model could
			limits.a.tokens-per-minute=-1      | musubito.ai.limits.[a].tokens-per-minute is -1, so the model could
			limits.a.concurrent=0              | musubito.ai.limits.[a].concurrent is 0, so the model could
			limits.a.requests-per-minute=many  | musubito.ai.limits.a.requests-per-minute
			limits.a.requests-per-minute=      | musubito.ai.limits.a.requests-per-minute
			limits.a.per-minute=1              | musubito.ai.limits.a.per-minute
			limits.gpt-4.1.concurrent=1        | musubito.ai.limits.[gpt-4.1].concurrent
			limits-max-wait=0s                 | musubito.ai.limits-max-wait is PT0S
			limits-max-wait=-1s                | musubito.ai.limits-max-wait is PT-1S
			limits-max-wait=long               | musubito.ai.limits-max-wait
			""")
	void refusesLimitsThatMakeNoSense(String limit, String message) {
		assertThat(failure(runner("musubito.ai." + limit))).contains(message);
	}

	@Test
	void refusesBudgetsThatMakeNoSense() {
		assertThat(failure(runner("musubito.ai.prices.a.input=1", "musubito.ai.budget.per-run=-1")))
			.contains("musubito.ai.budget.per-run is -1, which is negative");
		assertThat(failure(runner("musubito.ai.prices.a.input=1", "musubito.ai.budget.per-run=abc")))
			.contains("musubito.ai.budget.per-run", "abc");
		assertThat(failure(runner("musubito.ai.budget.per-run=5"))).contains(
				"musubito.ai.budget.per-run is 5, but no model has a price", "musubito.ai.prices.[<model>].input");
	}

	private static Cost costOfAMillion(Prices prices, String model) {
		return prices.costOf(Usage.of(new ModelUsage(model, 1, 1_000_000, 1_000_000, 1_000_000)));
	}

	private ApplicationContextRunner runner(String... properties) {
		return Engine.in(this.directory).runner(Application.class).withPropertyValues(properties);
	}

	private ApplicationContextRunner yaml(String yaml) {
		return runner().withInitializer((context) -> {
			try {
				new YamlPropertySourceLoader().load("yaml", new ByteArrayResource(yaml.getBytes()))
					.forEach(context.getEnvironment().getPropertySources()::addLast);
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		});
	}

	private static String failure(ApplicationContextRunner runner) {
		StringBuilder description = new StringBuilder();
		runner.run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = SpringFactoriesLoader.forDefaultResourceLocation()
				.load(FailureAnalyzer.class, (factoryType, factoryName, ex) -> {
					// Boot's own that want arguments
				})
				.stream()
				.map((analyzer) -> analyzer.analyze(context.getStartupFailure()))
				.filter((found) -> found != null)
				.findFirst()
				.orElseThrow();
			description.append(analysis.getDescription()).append(analysis.getAction());
		});
		return description.toString();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
