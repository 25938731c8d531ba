package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process of its own that fans out over many items, and tells what that took.
 */
public final class FanOutProcess {

	static final int ITEMS = 10_000;

	static final int PAGE_LENGTH = 20_000;

	private FanOutProcess() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[0]))
			.start(Application.class, "musubito.inputs.keep=false")) {
			Musubito musubito = context.getBean(Musubito.class);
			Pages pages = context.getBean(Pages.class);
			musubito.pipeline("pages", () -> {
				fanOut(musubito, pages, -500, 0);
				System.out.println("before " + usedBytes());
				List<Integer> cold = fanOut(musubito, pages, 0, ITEMS);
				System.out.println("after " + usedBytes());
				System.out.println("executed " + pages.takeCalls());
				List<Integer> warm = fanOut(musubito, pages, 0, ITEMS);
				System.out.println("executed " + pages.takeCalls());
				System.out.println("results " + cold.size() + " " + warm.equals(cold));
				return null;
			});
		}
	}

	private static List<Integer> fanOut(Musubito musubito, Pages pages, int from, int to) {
		pages.takeCalls();
		long started = System.nanoTime();
		List<Integer> lengths = musubito.forEach(() -> IntStream.range(from, to).iterator())
			.concurrency(16)
			.apply((number) -> pages.read(number).length());
		System.out.println("millis " + (System.nanoTime() - started) / 1_000_000);
		return lengths;
	}

	private static long usedBytes() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	static class Pages {

		private final AtomicInteger calls = new AtomicInteger();

		int takeCalls() {
			return this.calls.getAndSet(0);
		}

		@MusubitoStep(name = "read")
		String read(int number) {
			this.calls.incrementAndGet();
			return (number + " ").repeat(PAGE_LENGTH).substring(0, PAGE_LENGTH);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Pages pages() {
			return new Pages();
		}

	}

}
