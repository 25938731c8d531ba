package io.musubito.actuate;

import java.util.Set;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.ReplayMode;
import io.musubito.quota.ModelLimits;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.run.SubmittedRuns;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.StoreTransfer;
import io.musubito.usage.Prices;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.context.ApplicationContext;

/**
 * The endpoint of an application that has no Actuator.
 */
final class TestEndpoint {

	private TestEndpoint() {
	}

	static MusubitoEndpoint of(ApplicationContext context) {
		return new MusubitoEndpoint(ReplayMode.REPLAY, context.getBean(StepDefinitions.class),
				context.getBean(MusubitoLineage.class), context.getBean(MusubitoRuns.class),
				context.getBean(RunResumer.class), context.getBean(SubmittedRuns.class),
				context.getBean(RunTracker.class), context.getBean(LineageQueries.class),
				context.getBean(NodeStore.class), context.getBean(ClaimStore.class), Prices.NONE, ModelLimits.NONE,
				context.getBean(Retention.class), context.getBean(StoreTransfer.class),
				new EndpointSettings(null, "musubito", true, Show.NEVER, Set.of()));
	}

}
