package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.musubito.FanOutException;
import io.musubito.Musubito;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that execute steps of others are killed while these send mails.
 * {@code -Dmusubito.test.kills=<number>} makes it longer,
 * {@code -Dmusubito.test.seed=<number>} repeats a run.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class OrderKillTests {

	private static final int KILLS = Integer.getInteger("musubito.test.kills", 6);

	private static final long SEED = Long.getLong("musubito.test.seed", System.nanoTime());

	private static final int ORDERS = 6;

	private static final long LONGEST_MICROS = 500_000;

	@TempDir
	Path directory;

	private int answered;

	@Test
	void noMailIsSentTwice() throws Exception {
		System.out.println("musubito.test.seed=" + SEED);
		Random random = new Random(SEED);
		OrderProcess.Mailer.sendTo(this.directory);
		try (ConfigurableApplicationContext caller = Engine.in(this.directory)
			.start(OrderProcess.Application.class, "musubito.workers.engine=db-scheduler",
					"musubito.workers.concurrency=0", "musubito.workers.patience=10s")) {
			for (int kill = 0; kill < KILLS; kill++) {
				killOne(caller, "kill " + kill + ", order ", random);
			}
		}
		List<String> mails = OrderProcess.mails(this.directory);
		System.out.println(KILLS + " kills, " + mails.size() + " mails of " + KILLS * ORDERS + " orders, "
				+ this.answered + " fan-outs were answered");
		assertThat(mails).hasSizeGreaterThanOrEqualTo(KILLS).doesNotHaveDuplicates();
	}

	private void killOne(ConfigurableApplicationContext caller, String prefix, Random random) throws Exception {
		CompletableFuture<Boolean> fanOut;
		try (JavaProcess worker = OrderProcess.start(this.directory)) {
			fanOut = CompletableFuture.supplyAsync(() -> order(caller, prefix));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(2))
				.until(() -> OrderProcess.mails(this.directory).stream().anyMatch((mail) -> mail.startsWith(prefix)));
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextLong(LONGEST_MICROS)));
			worker.kill();
		}
		this.answered += (fanOut.get(2, TimeUnit.MINUTES)) ? 1 : 0;
	}

	private static boolean order(ConfigurableApplicationContext caller, String prefix) {
		Musubito musubito = caller.getBean(Musubito.class);
		OrderProcess.Orders orders = caller.getBean(OrderProcess.Orders.class);
		try {
			musubito.pipeline("orders",
					() -> musubito.forEach(IntStream.range(0, ORDERS).mapToObj((order) -> prefix + order).toList())
						.concurrency(ORDERS)
						.distributed()
						.apply(orders::order));
			return true;
		}
		catch (FanOutException ex) {
			// A mail of which nobody knows whether it was sent
			return false;
		}
	}

}
