package io.musubito.actuate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
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
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.testing.Engine;
import io.musubito.usage.Prices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store is backed up over the endpoint.
 */
class BackupEndpointTests {

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
	void aBackupIsWrittenBesideTheStore() {
		this.context.getBean(Writer.class).draft("a");
		WebEndpointResponse<Object> response = write("backup");
		assertThat(response.getStatus()).isEqualTo(200);
		Path backup = Path.of(((StoreResource.Backup) response.getBody()).file());
		assertThat(backup.getParent()).isEqualTo(Engine.in(this.directory).store().getParent());
		assertThat(backup.getFileName().toString()).startsWith("musubito.db.backup-");
		try (SqliteStore copy = SqliteStore.open(backup, false, Clock.systemUTC())) {
			assertThat(copy.lineage().summary().nodes()).isOne();
		}
	}

	@Test
	void anotherActionIsRefused() {
		assertThat(write("restore").getStatus()).isEqualTo(400);
		assertThat(write(null).getStatus()).isEqualTo(400);
	}

	private WebEndpointResponse<Object> write(String action) {
		return this.endpoint.write(SecurityContext.NONE, action, null, null, null, null, "store");
	}

	/**
	 * A step.
	 */
	static class Writer {

		@MusubitoStep(name = "draft")
		String draft(String topic) {
			return "draft of " + topic;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Writer.class)
	static class Application {

	}

}
