package io.musubito.observation;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.ModelUsage;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.quota.Limit;
import io.musubito.quota.ModelLimits;
import io.musubito.store.NoStore;
import io.musubito.testing.Documents;
import io.musubito.usage.Price;
import io.musubito.usage.Prices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code docs/meters.md} has all meters, with their tags, and the dashboard and the
 * alerts beside it ask for no others.
 */
class MeterDocumentTests {

	private static final Pattern METRIC = Pattern.compile("\\b(?:musubito|cache)_[a-z_]+");

	private static final Pattern SELECTOR = Pattern.compile("\\b((?:musubito|cache)_[a-z_]+)\\{([^}]*)}");

	private static final Pattern BY = Pattern.compile("by ?\\(([^)]*)\\)");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@BeforeEach
	void registerAll() throws InterruptedException {
		Prices prices = new Prices(Map.of("gpt-5", Price.of(BigDecimal.ONE, BigDecimal.ONE, null)));
		StepMeters steps = new StepMeters(this.meters);
		UsageMeters usage = new UsageMeters(this.meters, prices);
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(steps)
			.observationHandler(usage)
			.observationHandler(new DefaultMeterObservationHandler(this.meters));
		StepObservationContext context = new StepObservationContext("draft", StepType.STOCHASTIC);
		StepObservationDocumentation.STEP
			.observation(null, new DefaultStepObservationConvention(), () -> context, observations)
			.observe(() -> {
				context.setOutcome(StepOutcome.REPLAYED);
				context.setSaved(Duration.ofSeconds(1));
			});
		usage.spent("draft", new ModelUsage("gpt-5", 1, 10, 10, 5));
		new StoreMeters(new NoStore().lineage(), new MeterConfiguration.StoreCounts(() -> 0, () -> 0))
			.bindTo(this.meters);
		new WorkMeters(() -> 0, () -> 0, () -> 0, () -> 0, () -> 0, () -> 0).bindTo(this.meters);
		try (ModelLimits limits = new ModelLimits(Map.of("gpt-5", new Limit(Limit.NONE, 10, 1)), Duration.ofMinutes(1),
				new NoStore())) {
			new LimitMeters(limits).bindTo(this.meters);
		}
	}

	@AfterEach
	void close() {
		this.meters.close();
	}

	@Test
	void noOtherClassHasMeters() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> Pattern.compile("\\b(Counter|Gauge|Timer|Summary)\\.builder\\(")
					.matcher(Documents.read(Path.of("musubito-spring-boot-autoconfigure").resolve(file).toString()))
					.find())
				.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("StepMeters.java",
						"UsageMeters.java", "StoreMeters.java", "WorkMeters.java", "LimitMeters.java");
		}
	}

	@Test
	void theTableHasEachMeterWithItsKindUnitAndTags() {
		Map<String, List<String>> registered = new TreeMap<>();
		this.meters.getMeters()
			.forEach(
					(meter) -> registered.put(meter.getId().getName(), List.of(kind(meter), unit(meter), tags(meter))));
		Map<String, List<String>> documented = new TreeMap<>();
		rows().forEach((row) -> documented.put(row.get(0).replace("`", ""),
				List.of(row.get(1), row.get(2), String.join(" ", new TreeSet<>(Documents.quoted(row.get(3)))))));
		assertThat(documented).isEqualTo(registered);
	}

	@Test
	void theTableSaysHowPrometheusNamesEachMeter() {
		assertThat(rows()).allSatisfy((row) -> assertThat(Documents.quoted(row.get(4))).as(row.get(0))
			.containsExactlyElementsOf(series(row)));
	}

	@Test
	void theDashboardAsksForMetersThatThereAre() {
		JsonNode dashboard = JsonMapper.shared().readTree(Documents.read("docs/grafana/musubito.json"));
		List<String> expressions = dashboard.findValuesAsString("expr");
		assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(this::asksForWhatThereIs);
		assertThat(dashboard.get("panels").valueStream().map((panel) -> panel.get("id").asInt()))
			.doesNotHaveDuplicates();
		assertThat(dashboard.get("panels").valueStream().map((panel) -> panel.get("title").asString()))
			.doesNotHaveDuplicates();
		assertThat(expressions.stream()
			.flatMap((expression) -> METRIC.matcher(expression).results())
			.map(MatchResult::group))
			.contains("musubito_step_seconds_count", "musubito_cost_total", "musubito_degraded_total");
	}

	@Test
	void theAlertsAskForMetersThatThereAre() {
		Map<String, List<Map<String, List<Map<String, Object>>>>> alerts = new Yaml()
			.load(Documents.read("docs/grafana/alerts.yml"));
		List<Map<String, Object>> rules = alerts.get("groups").get(0).get("rules");
		assertThat(rules).hasSizeGreaterThan(3).allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "for", "annotations");
			asksForWhatThereIs(String.valueOf(rule.get("expr")));
		});
		assertThat(Documents.read("docs/meters.md"))
			.contains(rules.stream().map((rule) -> "`" + rule.get("alert") + "`").toList());
	}

	@Test
	void knowsAMetricFromOneThatThereIsNot() {
		asksForWhatThereIs("sum by (operation) (rate(musubito_step_seconds_count{outcome=\"executed\"}[5m]))");
		for (String wrong : List.of("musubito_step_count", "musubito_degraded", "musubito_tokens_total{step=\"a\"}",
				"sum by (pipeline) (musubito_tokens_total)")) {
			assertThatExceptionOfType(AssertionError.class).as(wrong).isThrownBy(() -> asksForWhatThereIs(wrong));
		}
	}

	private void asksForWhatThereIs(String expression) {
		Map<String, Set<String>> labels = labels();
		Set<String> metrics = METRIC.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
		assertThat(metrics).as(expression).isNotEmpty().isSubsetOf(labels.keySet());
		SELECTOR.matcher(expression)
			.results()
			.forEach((selector) -> assertThat(
					Stream.of(selector.group(2).split(",")).map((label) -> label.split("[=!~]")[0].strip()))
				.as(expression)
				.isSubsetOf(labels.get(selector.group(1))));
		BY.matcher(expression)
			.results()
			.forEach((by) -> assertThat(Stream.of(by.group(1).split(",")).map(String::strip)).as(expression)
				.allMatch((label) -> metrics.stream().anyMatch((metric) -> labels.get(metric).contains(label))));
	}

	private static List<List<String>> rows() {
		return Documents.rows("docs/meters.md").stream().filter((row) -> row.get(0).contains(".")).toList();
	}

	/**
	 * The labels of each series that Prometheus reads, by its name.
	 */
	private static Map<String, Set<String>> labels() {
		Map<String, Set<String>> labels = new TreeMap<>();
		rows().forEach((row) -> {
			Set<String> tags = Documents.quoted(row.get(3))
				.stream()
				.map((tag) -> tag.replace('.', '_'))
				.collect(Collectors.toCollection(TreeSet::new));
			tags.addAll(List.of("application", "instance", "job"));
			series(row).forEach((name) -> labels.put(name, tags));
		});
		return labels;
	}

	/**
	 * The rules of Micrometer's registry for Prometheus: dots become underscores, the
	 * unit follows, then the suffix of the kind.
	 */
	private static List<String> series(List<String> row) {
		String name = row.get(0).replace("`", "").replace('.', '_') + (row.get(2).equals("–") ? "" : "_" + row.get(2));
		return switch (row.get(1)) {
			case "counter" -> List.of(name + "_total");
			case "gauge" -> List.of(name);
			case "timer", "active timer" -> List.of(name + "_count", name + "_sum", name + "_max");
			case "count and sum" -> List.of(name + "_count", name + "_sum");
			default -> throw new IllegalStateException(row.get(1));
		};
	}

	private static String kind(Meter meter) {
		return meter.match((gauge) -> "gauge", (counter) -> "counter", (timer) -> "timer", (summary) -> "summary",
				(active) -> "active timer", (gauge) -> "gauge", (counter) -> "counter", (timer) -> "count and sum",
				(other) -> "other");
	}

	private static String unit(Meter meter) {
		String unit = meter.getId().getBaseUnit();
		return (unit != null) ? unit : "–";
	}

	private static String tags(Meter meter) {
		return meter.getId().getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(" "));
	}

}
