package io.musubito.quota;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.musubito.StoreException;
import io.musubito.store.QuotaRow;
import io.musubito.store.QuotaStore;
import io.musubito.store.Store;
import io.musubito.store.StoreProcesses;
import io.musubito.store.sqlite.SqliteStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that can't be used, or is damaged, neither stops calls nor makes the provider's
 * limits forgotten.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AwayStoreTests {

	private static final Window WINDOW = new Window(2_000);

	@TempDir
	Path folder;

	private Store store;

	private Interrupted quotas;

	private ModelQueue queue;

	@BeforeEach
	void open() {
		this.store = SqliteStore.open(this.folder.resolve("musubito.db"), false, Clock.systemUTC());
		this.quotas = new Interrupted(this.store.quotas());
		this.queue = queue(this.quotas, 2);
	}

	@AfterEach
	void close() {
		this.queue.close();
		this.store.close();
	}

	@Test
	void theProcessGoesOnWithTheLimitsForItself(CapturedOutput output) {
		this.quotas.away = true;
		long full = System.nanoTime();
		place(this.queue).ended(1, 1);
		place(this.queue).ended(1, 1);
		place(this.queue);
		assertThat(Duration.ofNanos(System.nanoTime() - full)).isGreaterThanOrEqualTo(Duration.ofMillis(2_000));
		assertThat(this.queue.use().shared()).isFalse();
		assertThat(output.toString().split("hold for this process alone", -1)).hasSize(2);
	}

	@Test
	void whatItHasUsedBeforeCountsStill() {
		long full = System.nanoTime();
		place(this.queue).ended(1, 1);
		place(this.queue).ended(1, 1);
		this.quotas.away = true;
		place(this.queue);
		assertThat(Duration.ofNanos(System.nanoTime() - full)).isGreaterThanOrEqualTo(Duration.ofMillis(2_000));
	}

	@Test
	void whatItHasUsedMeanwhileIsToldWhenTheStoreIsBack() {
		this.quotas.away = true;
		Place first = place(this.queue);
		place(this.queue);
		long ended = System.nanoTime();
		first.ended(1, 1);
		this.quotas.away = false;
		ModelQueue other = queue(this.store.quotas(), 2);
		try {
			Awaitility.await().until(() -> other.use().requests() == 2);
			CompletableFuture<Place> waiting = other.take(1, null, Duration.ofMinutes(1));
			assertThat(waiting).succeedsWithin(Duration.ofSeconds(50));
			assertThat(Duration.ofNanos(System.nanoTime() - ended)).isGreaterThanOrEqualTo(Duration.ofMillis(2_000));
			assertThat(this.queue.use().shared()).isTrue();
		}
		finally {
			other.close();
		}
	}

	@Test
	void ofADamagedRowNothingIsKnownSoThatAWindowPassesFirst(CapturedOutput output) {
		this.store.quotas().replace("gpt-5", 0, "damaged");
		long started = System.nanoTime();
		place(this.queue);
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(2_000));
		assertThat(output.toString().split("is damaged in the Musubito store", -1)).hasSize(2);
	}

	private ModelQueue queue(QuotaStore quotaStore, long requests) {
		StoreProcesses processes = this.store.processes();
		return new ModelQueue("gpt-5", new Limit(requests, Limit.NONE, Limit.NONE),
				new SharedState("gpt-5", quotaStore, WINDOW, System::nanoTime), new Peers(processes), WINDOW);
	}

	private static Place place(ModelQueue queue) {
		return queue.take(1, null, Duration.ofMinutes(1)).join();
	}

	/**
	 * A store that is away when it is told to be.
	 */
	private static final class Interrupted implements QuotaStore {

		private final QuotaStore store;

		private volatile boolean away;

		private Interrupted(QuotaStore store) {
			this.store = store;
		}

		@Override
		public boolean isShared() {
			return true;
		}

		@Override
		public QuotaRow find(String model) {
			check();
			return this.store.find(model);
		}

		@Override
		public boolean replace(String model, long version, String content) {
			check();
			return this.store.replace(model, version, content);
		}

		private void check() {
			if (this.away) {
				throw new StoreException("away", null);
			}
		}

	}

}
