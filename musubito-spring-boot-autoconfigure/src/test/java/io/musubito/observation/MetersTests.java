package io.musubito.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.NodeStatus;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.Usage;
import io.musubito.store.GraphOutline;
import io.musubito.store.LineageQueries;
import io.musubito.store.MetricsPeriod;
import io.musubito.store.NodeDetails;
import io.musubito.store.Past;
import io.musubito.store.StoreMetrics;
import io.musubito.store.StoreSummary;
import io.musubito.store.StoreSummary.OperationSummary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StepMeters}, {@link StoreMeters} and the observation of a step.
 */
class MetersTests {

	private final MockClock clock = new MockClock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	@Test
	void countsHitsMissesAndTheTimeSaved() {
		observe(StepOutcome.EXECUTED, Duration.ZERO);
		observe(StepOutcome.REPLAYED, Duration.ofMillis(1500));
		observe(StepOutcome.JOINED, Duration.ofMillis(500));
		observe(StepOutcome.FAILED, Duration.ZERO);
		observe(StepOutcome.SERVED_STALE, Duration.ZERO);
		observe(StepOutcome.BLOCKED, Duration.ZERO);
		assertThat(gets("hit")).isEqualTo(2);
		assertThat(gets("miss")).isEqualTo(3);
		assertThat(this.meters.get("musubito.time.saved").tag("operation", "draft").counter().count()).isEqualTo(2);
	}

	@Test
	void timesStepsByOperationTypeAndOutcome() {
		observe(StepOutcome.REPLAYED, Duration.ZERO);
		assertThat(this.meters.get("musubito.step")
			.tags("operation", "draft", "type", "stochastic", "outcome", "replayed", "error", "none")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void asksTheStoreOnceForAllGaugesOfAScrape() {
		AtomicInteger asked = new AtomicInteger();
		AtomicLong degraded = new AtomicLong();
		new StoreMeters(queries(asked), new MeterConfiguration.StoreCounts(degraded::get, () -> 7)).bindTo(this.meters);
		for (int scrape = 0; scrape < 3; scrape++) {
			assertThat(nodes("success")).isEqualTo(5);
			assertThat(nodes("stale")).isEqualTo(1);
			assertThat(nodes("failed")).isZero();
			assertThat(this.meters.get("musubito.store.size").gauge().value()).isEqualTo(4096);
		}
		assertThat(asked).hasValue(1);
		this.clock.add(Duration.ofSeconds(10));
		assertThat(nodes("success")).isEqualTo(5);
		assertThat(asked).hasValue(2);
		degraded.set(3);
		assertThat(this.meters.get("musubito.degraded").functionCounter().count()).isEqualTo(3);
		assertThat(this.meters.get("musubito.journal.pending").gauge().value()).isEqualTo(7);
	}

	@Test
	void isNotANumberWhileTheStoreCanNotBeRead() {
		AtomicInteger asked = new AtomicInteger(-1);
		new StoreMeters(queries(asked), new MeterConfiguration.StoreCounts(() -> 0, () -> 0)).bindTo(this.meters);
		assertThat(nodes("success")).isNaN();
		assertThat(nodes("stale")).isNaN();
		assertThat(asked).hasValue(0);
		this.clock.add(Duration.ofSeconds(10));
		assertThat(nodes("success")).isEqualTo(5);
	}

	private void observe(StepOutcome outcome, Duration saved) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new StepMeters(this.meters))
			.observationHandler(new DefaultMeterObservationHandler(this.meters));
		StepObservationContext context = new StepObservationContext("draft", StepType.STOCHASTIC);
		Observation observation = StepObservationDocumentation.STEP.observation(null,
				new DefaultStepObservationConvention(), () -> context, observations);
		observation.observe(() -> {
			context.setOutcome(outcome);
			context.setSaved(saved);
		});
	}

	private double gets(String result) {
		return this.meters.get("cache.gets").tags("cache", "musubito", "result", result).counter().count();
	}

	private double nodes(String status) {
		return this.meters.get("musubito.store.nodes").tag("status", status).gauge().value();
	}

	private static LineageQueries queries(AtomicInteger asked) {
		return new LineageQueries() {

			@Override
			public SortedMap<String, Integer> findInvalidated(String nodeId) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Optional<NodeDetails> find(String nodeId) {
				return Optional.empty();
			}

			@Override
			public Graph graph(GraphQuery query) {
				return new Graph(List.of(), List.of(), false);
			}

			@Override
			public GraphOutline outline(GraphQuery query) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Optional<Past> findPast(String nodeId, int limit) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Map<String, Map<String, Instant>> findCalled(Collection<String> nodeIds) {
				throw new UnsupportedOperationException();
			}

			@Override
			public StoreMetrics metrics(MetricsPeriod period, Instant now) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void backup(Path target) {
				throw new UnsupportedOperationException();
			}

			@Override
			public StoreSummary summary() {
				if (asked.incrementAndGet() == 0) {
					throw new StoreException("closed", null);
				}
				return new StoreSummary("sqlite", "db", "", 4096, 6, 6, 0, 1,
						List.of(operation("a", Map.of(NodeStatus.SUCCESS, 2L, NodeStatus.STALE, 1L)),
								operation("b", Map.of(NodeStatus.SUCCESS, 3L))));
			}

		};
	}

	private static OperationSummary operation(String name, Map<NodeStatus, Long> nodes) {
		return new OperationSummary(name, StepType.DETERMINISTIC, 0, 0, 0, Duration.ZERO, Usage.NONE, Usage.NONE,
				nodes);
	}

}
