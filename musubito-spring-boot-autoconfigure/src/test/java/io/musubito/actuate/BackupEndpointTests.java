package io.musubito.actuate;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.MusubitoStep;
import io.musubito.store.sqlite.SqliteStore;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SecurityContext;
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
		this.endpoint = TestEndpoint.of(this.context);
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
		return this.endpoint.write(SecurityContext.NONE, action, null, null, null, null, null, null, "store");
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
