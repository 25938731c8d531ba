package io.musubito.behaviour.work;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.musubito.execution.Offers;
import io.musubito.testing.Engine;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two releases of an application at once, as in a rolling deployment: each has callers
 * and workers, and one queue.
 */
@Tag("slow")
@Timeout(240)
class TwoReleasesTests {

	private static final int ITEMS = 500;

	private static final String SOURCE = """
			package release;

			import java.util.List;
			import java.util.function.IntFunction;
			import java.util.stream.IntStream;

			import io.musubito.Musubito;
			import io.musubito.MusubitoStep;
			import org.springframework.context.annotation.Bean;
			import org.springframework.context.annotation.Configuration;

			@Configuration(proxyBeanMethods = false)
			public class Release {

				@Bean
				Step step() {
					return new Step();
				}

				@Bean
				IntFunction<List<String>> ask(Musubito musubito, Step step) {
					return (items) -> musubito.pipeline("ask", () -> musubito
						.forEach(IntStream.range(0, items).boxed().toList()).concurrency(16).distributed()
						.apply(step::answer));
				}

				static class Step {

					@MusubitoStep(name = "answer")
					String answer(int number) {
						return "release %s: " + number;
					}

				}

			}
			""";

	@TempDir
	Path directory;

	@Test
	void noStepIsExecutedByTheOtherOne() throws Exception {
		SourceApplication sources = new SourceApplication(this.directory);
		List<AutoCloseable> opened = new ArrayList<>();
		List<ConfigurableApplicationContext> workers = new ArrayList<>();
		Map<String, CompletableFuture<List<String>>> answers = new TreeMap<>();
		try {
			Map<String, Class<?>> releases = new TreeMap<>();
			for (String release : List.of("one", "two")) {
				Path classes = sources.compile(Map.of("release.Release", SOURCE.formatted(release)));
				URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
						getClass().getClassLoader());
				opened.add(loader);
				releases.put(release, loader.loadClass("release.Release"));
				workers.add(start(releases.get(release), 4, opened));
			}
			for (String release : releases.keySet()) {
				ConfigurableApplicationContext caller = start(releases.get(release), 0, opened);
				answers.put(release, CompletableFuture.supplyAsync(() -> ask(caller)));
			}
			for (String release : releases.keySet()) {
				assertThat(answers.get(release).join()).isEqualTo(
						IntStream.range(0, ITEMS).mapToObj((number) -> "release " + release + ": " + number).toList());
			}
			assertThat(workers).allSatisfy((worker) -> {
				assertThat(worker.getBean(Offers.class).counts().takenOver()).isPositive();
				assertThat(worker.getBean(Offers.class).counts().declined()).isPositive();
			});
		}
		finally {
			for (int i = opened.size() - 1; i >= 0; i--) {
				opened.get(i).close();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static List<String> ask(ConfigurableApplicationContext caller) {
		return (List<String>) caller.getBean("ask", IntFunction.class).apply(ITEMS);
	}

	private ConfigurableApplicationContext start(Class<?> release, int concurrency, List<AutoCloseable> opened) {
		ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(release, "musubito.workers.engine=db-scheduler", "musubito.workers.concurrency=" + concurrency,
					"musubito.workers.patience=30s");
		opened.add(context);
		return context;
	}

}
