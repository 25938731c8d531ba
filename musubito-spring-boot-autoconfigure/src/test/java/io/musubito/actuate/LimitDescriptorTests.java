package io.musubito.actuate;

import java.time.Duration;
import java.util.Map;

import io.musubito.quota.Limit;
import io.musubito.quota.ModelLimits;
import io.musubito.store.NoStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint says of the limits of models.
 */
class LimitDescriptorTests {

	@Test
	void saysWhatIsUsedOfWhat() throws Exception {
		try (ModelLimits limits = new ModelLimits(
				Map.of("gpt-5", new Limit(60, Limit.NONE, 2), "never-called", new Limit(1, Limit.NONE, Limit.NONE)),
				Duration.ofMinutes(1), new NoStore())) {
			limits.take("gpt-5", 5, null).get();
			// Counted by the thread that gives places, after that
			Awaitility.await().until(() -> LimitDescriptor.of(limits).get(0).calls() == 1);
			assertThat(LimitDescriptor.of(limits)).containsExactly(
					new LimitDescriptor("gpt-5", 60L, 1, null, 5, 2L, 1, 0, null, 1, false),
					new LimitDescriptor("never-called", 1L, 0, null, 0, null, 0, 0, null, 0, false));
			assertThat(JsonMapper.shared().writeValueAsString(LimitDescriptor.of(limits).get(1))).isEqualTo(
					"{\"model\":\"never-called\",\"requestsPerMinute\":1,\"requests\":0,\"tokens\":0,\"active\":0,"
							+ "\"waiting\":0,\"calls\":0,\"shared\":false}");
		}
	}

	@Test
	void saysForHowLongTheProviderWantsNoRequest() throws Exception {
		try (ModelLimits limits = new ModelLimits(Map.of("gpt-5", new Limit(60, Limit.NONE, 2)), Duration.ofMinutes(1),
				new NoStore())) {
			limits.take("gpt-5", 5, null).get();
			limits.holdBack("gpt-5", Duration.ofSeconds(30));
			Awaitility.await().until(() -> LimitDescriptor.of(limits).get(0).heldMs() != null);
			assertThat(LimitDescriptor.of(limits).get(0).heldMs()).isBetween(20_000L, 30_000L);
		}
	}

}
