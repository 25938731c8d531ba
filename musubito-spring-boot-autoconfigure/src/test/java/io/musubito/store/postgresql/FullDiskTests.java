package io.musubito.store.postgresql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.artifact.Artifact;
import io.musubito.store.EffectIntent;
import io.musubito.store.Execution;
import io.musubito.store.Recordings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server whose disk is full.
 */
@Tag("process")
@Tag("slow")
@Timeout(120)
class FullDiskTests extends Recordings {

	@TempDir
	Path directory;

	private SmallDisk disk;

	private EmbeddedPostgres server;

	@BeforeEach
	void start() throws Exception {
		this.disk = SmallDisk.mount(Files.createDirectory(this.directory.resolve("disk")), 150);
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.disk.folder().resolve("data"))
			.setServerConfig("fsync", "off")
			.start();
	}

	@AfterEach
	void stop() throws Exception {
		if (this.server != null) {
			this.server.close();
		}
		if (this.disk != null) {
			this.disk.close();
		}
	}

	@Test
	void theStartIsRefusedAndWorksWhenThereIsSpace() throws Exception {
		this.disk.fill();
		try (PostgresqlStore store = store()) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(store::open)
				.withMessageContaining("can't be opened")
				.withMessageContaining("No space left on device")
				.withMessageContaining("Free space on the disk of the database");
		}
		this.disk.free();
		try (PostgresqlStore store = store()) {
			store.open();
			store.nodes().record(execution("draft", "x"));
			assertThat(store.nodes().find(key("draft").nodeId())).isPresent();
		}
	}

	@Test
	void whatIsRecordedMeanwhileIsWrittenWhenThereIsSpace() throws Exception {
		try (PostgresqlStore store = store()) {
			store.open();
			store.nodes().record(execution("before", "x"));
			this.disk.fill();
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.nodes().record(large("draft")))
				.withMessageContaining("can't be used");
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> store.effects().begin(intent("send", store.processes().self())));
			this.disk.free();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.ignoreExceptionsInstanceOf(StoreException.class)
				.until(() -> store.nodes().find(key("draft").nodeId()).isPresent());
			assertThat(store.effects().begin(intent("send", store.processes().self()))).isPresent();
		}
	}

	// Random, as what is compressed might find room in pages that are there
	private static Execution large(String node) {
		byte[] content = new byte[2_000_000];
		Random random = new Random(1);
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) ('a' + random.nextInt(26));
		}
		content[0] = '"';
		content[content.length - 1] = '"';
		Execution execution = execution(node, "x");
		return new Execution(execution.key(), new Artifact(hash(content), content), true, NOW, TOOK,
				execution.upstream(), execution.journal());
	}

	private static EffectIntent intent(String name, String owner) {
		return new EffectIntent(key(name, StepType.EXTERNAL_EFFECT), "idempotency", owner, false, false, List.of(),
				new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null);
	}

	private PostgresqlStore store() {
		return PostgresqlStore.at(this.server.getJdbcUrl("postgres", "postgres"), null, null, null, "",
				Clock.systemUTC());
	}

}
