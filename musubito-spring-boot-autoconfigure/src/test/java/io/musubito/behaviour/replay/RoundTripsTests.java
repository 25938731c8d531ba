package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.musubito.MusubitoStep;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.store.RunStore;
import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Forwarder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a call of a step waits for PostgreSQL.
 */
@Tag("process")
class RoundTripsTests {

	// Look up 1, claim 1, explain 1, record 2: what is asked, and what is written
	private static final int MOST = 5;

	@TempDir
	Path directory;

	@Test
	void aReplayTakesOneRoundTripAndAFirstExecutionAFew() throws IOException {
		PostgresqlServer server = PostgresqlServer.shared();
		try (Forwarder network = Forwarder.to(server.port());
				ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
					.web(WebApplicationType.NONE)
					.properties(server.properties(this.directory.toString()))
					.properties("musubito.store.url=" + server.url().replace(":" + server.port(), ":" + network.port()))
					.run()) {
			Desk desk = context.getBean(Desk.class);
			// What is recorded once for a step
			desk.answer("before");
			context.getBean(RunStore.class).recent(1);
			// A lease is renewed beside them at times, on a busy machine at most times
			List<Integer> executions = new ArrayList<>();
			List<Integer> replays = new ArrayList<>();
			for (int i = 0; i < 5 || (i < 50 && Collections.min(replays) > 1); i++) {
				String question = "question " + i;
				executions.add(roundTrips(network, () -> desk.answer(question)));
				replays.add(roundTrips(network, () -> desk.answer(question)));
				context.getBean(RunStore.class).recent(1);
			}
			assertThat(Collections.min(replays)).isOne();
			assertThat(Collections.min(executions)).isBetween(2, MOST);
		}
	}

	private static int roundTrips(Forwarder network, Runnable call) {
		int before = network.roundTrips();
		call.run();
		return network.roundTrips() - before;
	}

	static class Desk {

		@MusubitoStep(name = "answer")
		String answer(String question) {
			return question + " was answered";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(MusubitoAutoConfiguration.class)
	static class Application {

		@Bean
		Desk desk() {
			return new Desk();
		}

	}

}
