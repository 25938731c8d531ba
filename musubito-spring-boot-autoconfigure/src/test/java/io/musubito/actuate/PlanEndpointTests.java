package io.musubito.actuate;

import java.nio.file.Path;
import java.util.Set;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.PlannedOutcome;
import io.musubito.ReplayMode;
import io.musubito.quota.ModelLimits;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.StoreTransfer;
import io.musubito.testing.Engine;
import io.musubito.usage.Prices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A run is planned over the endpoint.
 */
class PlanEndpointTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoEndpoint endpoint;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.endpoint = new MusubitoEndpoint(ReplayMode.REPLAY, this.context.getBean(StepDefinitions.class),
				this.context.getBean(MusubitoLineage.class), this.context.getBean(MusubitoRuns.class),
				this.context.getBean(RunResumer.class), this.context.getBean(RunTracker.class),
				this.context.getBean(LineageQueries.class), this.context.getBean(NodeStore.class),
				this.context.getBean(ClaimStore.class), Prices.NONE, ModelLimits.NONE,
				this.context.getBean(Retention.class), this.context.getBean(StoreTransfer.class),
				new EndpointSettings(null, "musubito", true, Show.NEVER, Set.of()));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void saysWhatWouldHappen() {
		this.context.getBean(Shop.class).order("tea");
		String runId = latest();
		PlanDescriptor plan = (PlanDescriptor) plan(runId).getBody();
		assertThat(plan.runId()).isEqualTo(runId);
		assertThat(plan.complete()).isTrue();
		assertThat(plan.steps()).extracting(PlanDescriptor.Step::operation, PlanDescriptor.Step::outcome)
			.containsExactly(tuple("price", PlannedOutcome.REPLAYS));
		assertThat(plan.replays().steps()).isOne();
		assertThat(plan.runs().steps()).isZero();
		this.context.getBean(MusubitoLineage.class).invalidate(plan.steps().get(0).nodeId());
		plan = (PlanDescriptor) plan(runId).getBody();
		assertThat(plan.runs().steps()).isOne();
		assertThat(plan.steps().get(0).why().reason()).hasToString("STALE");
	}

	@Test
	void refusesWhatCannotBePlanned() {
		assertThat(plan("0000").getStatus()).isEqualTo(404);
		this.context.getBean(Musubito.class).pipeline("body", () -> this.context.getBean(Steps.class).price("x"));
		WebEndpointResponse<Object> refused = plan(latest());
		assertThat(refused.getStatus()).isEqualTo(400);
		assertThat(((MusubitoEndpoint.Refusal) refused.getBody()).error()).contains("can't be foreseen");
	}

	private String latest() {
		return this.context.getBean(MusubitoRuns.class).recent(1).get(0).runId();
	}

	private WebEndpointResponse<Object> plan(String runId) {
		return EndpointReads.json(this.endpoint, "runs", runId, "plan");
	}

	static class Steps {

		@MusubitoStep(name = "price")
		String price(String of) {
			return "3 for " + of;
		}

	}

	static class Shop {

		private final Steps steps;

		Shop(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("order")
		String order(String what) {
			return this.steps.price(what);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Shop shop(Steps steps) {
			return new Shop(steps);
		}

	}

}
