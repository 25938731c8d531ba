package io.musubito.behaviour.shutdown;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.store.ClaimStore;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context is closed while many threads go on calling, and the process lives on.
 */
@Tag("slow")
class ClosingUnderLoadTests {

	private static final int CALLERS = 8;

	private static final String AT_ONCE = "spring.lifecycle.timeout-per-shutdown-phase=0s";

	@TempDir
	Path directory;

	private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

	private final AtomicInteger next = new AtomicInteger();

	@AfterEach
	void stop() throws InterruptedException {
		this.threads.shutdownNow();
		assertThat(this.threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
	}

	@Timeout(50)
	@RepeatedTest(5)
	void nothingIsHeldAfterwards() throws Exception {
		closeUnderLoad();
		int called = this.next.get();
		try (ConfigurableApplicationContext context = start("musubito.claims.max-wait=30s")) {
			assertThat(context.getBean(ClaimStore.class).findAll()).isEmpty();
			Calls calls = context.getBean(Calls.class);
			for (int i = Math.max(0, called - 100); i < called; i++) {
				assertThat(calls.step(i)).isEqualTo(i);
				assertThat(resolved(context, i)).isEqualTo(i);
			}
		}
	}

	@Test
	@Timeout(55)
	@Tag("slow")
	void fiftyStartsAndStopsLeaveNothing() throws Exception {
		Resources before = null;
		for (int i = 0; i < Integer.getInteger("musubito.test.starts", 50); i++) {
			closeUnderLoad();
			if (i == 9) {
				before = Resources.now(this.directory);
			}
		}
		Resources after = Resources.now(this.directory);
		assertThat(before).isNotNull();
		assertThat(after.lockFiles()).isZero();
		assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 5);
		assertThat(after.handles()).isLessThanOrEqualTo(before.handles() + 10);
		assertThat(after.heap()).isLessThan(before.heap() + (16 << 20));
	}

	private void closeUnderLoad() throws Exception {
		ConfigurableApplicationContext context = start(AT_ONCE);
		Calls calls = context.getBean(Calls.class);
		int before = this.next.get();
		boolean[] goesOn = { true };
		Stream.generate(() -> (Runnable) () -> call(calls, goesOn)).limit(CALLERS).forEach(this.threads::submit);
		while (this.next.get() < before + 40) {
			Thread.onSpinWait();
		}
		context.close();
		goesOn[0] = false;
	}

	private void call(Calls calls, boolean[] goesOn) {
		while (goesOn[0]) {
			int i = this.next.getAndIncrement();
			try {
				calls.step(i);
				calls.effect(i);
			}
			catch (RuntimeException ex) {
				return;
			}
		}
	}

	private static int resolved(ConfigurableApplicationContext context, int i) {
		try {
			return context.getBean(Calls.class).effect(i);
		}
		catch (EffectInDoubtException ex) {
			context.getBean(MusubitoLineage.class).resolveEffect(ex.nodeId(), EffectResolution.happened(i));
			return context.getBean(Calls.class).effect(i);
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return Engine.in(this.directory).start(Application.class, properties);
	}

	/**
	 * What a process has.
	 */
	private record Resources(int threads, long handles, long heap, long lockFiles) {

		static Resources now(Path directory) throws IOException {
			System.gc();
			System.gc();
			UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
			try (Stream<Path> files = Files.walk(directory)) {
				return new Resources(Thread.activeCount(), system.getOpenFileDescriptorCount(),
						ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
						files.filter((file) -> file.getParent().toString().endsWith(".owners")).count());
			}
		}

	}

	static class Calls {

		@MusubitoStep(name = "step", type = StepType.STOCHASTIC)
		int step(int i) {
			return i;
		}

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT)
		int effect(int i) {
			return i;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Calls.class)
	static class Application {

	}

}
