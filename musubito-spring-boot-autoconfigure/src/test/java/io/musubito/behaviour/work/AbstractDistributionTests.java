package io.musubito.behaviour.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.musubito.FanOutException;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.behaviour.work.Investigator.Finding;
import io.musubito.behaviour.work.Investigator.Topic;
import io.musubito.work.WorkDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds of distributed fan-outs, whatever carries the hints.
 */
@Timeout(120)
abstract class AbstractDistributionTests {

	private static final int ITEMS = 120;

	private static final List<Topic> TOPICS = IntStream.range(0, ITEMS).mapToObj((i) -> new Topic("t" + i, i)).toList();

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private final Map<Investigator, String> names = new ConcurrentHashMap<>();

	/**
	 * Starts an application on the database of the test.
	 * @param concurrency how much it executes for others at a time
	 */
	abstract ConfigurableApplicationContext start(Class<?> configuration, int concurrency, String... properties);

	@BeforeEach
	void forget() {
		Investigator.STARTED.clear();
	}

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext instance(String name, Class<?> configuration, int concurrency,
			String... properties) {
		String[] all = Stream.concat(Stream.of("musubito.workers.patience=1s"), Stream.of(properties))
			.toArray(String[]::new);
		ConfigurableApplicationContext context = start(configuration, concurrency, all);
		this.contexts.add(context);
		this.names.put((Investigator) AopProxyUtils.getSingletonTarget(context.getBean(Investigator.class)), name);
		return context;
	}

	private static List<Finding> investigate(ConfigurableApplicationContext caller, List<Topic> topics) {
		Investigator investigator = caller.getBean(Investigator.class);
		Musubito musubito = caller.getBean(Musubito.class);
		return musubito.pipeline("review",
				() -> musubito.forEach(topics).concurrency(16).distributed().apply(investigator::investigate));
	}

	private Set<String> executedBy() {
		return Investigator.STARTED.stream()
			.map((started) -> this.names.getOrDefault(started.by(), "?"))
			.collect(Collectors.toSet());
	}

	private static RunView newest(ConfigurableApplicationContext context) {
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static void assertAllOnce(List<Finding> found) {
		assertThat(found).isEqualTo(
				TOPICS.stream().map((topic) -> new Finding(topic.name() + " of weight " + topic.weight())).toList());
		assertThat(Investigator.startedKeys()).isEqualTo(TOPICS.stream().map(Topic::name).sorted().toList());
	}

	@Test
	void othersExecuteWhatOneAsksForAndEachIsExecutedOnceAndIsInTheRun() {
		ConfigurableApplicationContext caller = instance("caller", Application.class, 0);
		instance("a", Application.class, 4);
		instance("b", Application.class, 4);
		assertAllOnce(investigate(caller, TOPICS));
		assertThat(executedBy()).contains("a", "b").doesNotContain("caller");
		RunView run = newest(caller);
		assertThat(run.steps()).hasSize(ITEMS)
			.allSatisfy((step) -> assertThat(step.outcome()).isEqualTo(StepOutcome.EXECUTED))
			.extracting(StepView::position)
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ITEMS)
				.mapToObj((i) -> "forEach[1]/item[" + i + "]/investigate[1]")
				.toList());
		assertThat(run.steps()).extracting(StepView::sequence).doesNotHaveDuplicates();
		Investigator.STARTED.clear();
		investigate(caller, TOPICS);
		assertThat(Investigator.STARTED).isEmpty();
	}

	@Test
	void whatCarriesHintsMayLoseThemDoubleThemAndMixThemUp() {
		ConfigurableApplicationContext caller = instance("caller", FaultyApplication.class, 0);
		instance("a", Application.class, 2);
		instance("b", Application.class, 2);
		instance("c", Application.class, 2);
		assertAllOnce(investigate(caller, TOPICS));
		assertThat(executedBy()).contains("a", "b", "c", "caller");
	}

	@Test
	void whereNobodyIsTheCallerExecutesAllAndDoesNotWaitForEach() {
		ConfigurableApplicationContext caller = instance("caller", Application.class, 0);
		long started = System.nanoTime();
		assertAllOnce(investigate(caller, TOPICS));
		assertThat(executedBy()).containsOnly("caller");
		assertThat(System.nanoTime() - started).as("not the patience for each 16")
			.isLessThan(ITEMS / 16 * 1_000_000_000L);
	}

	@Test
	void aFailureReachesTheCallerAsItIs() {
		ConfigurableApplicationContext caller = instance("caller", Application.class, 0);
		instance("a", Application.class, 4);
		Investigator investigator = caller.getBean(Investigator.class);
		Musubito musubito = caller.getBean(Musubito.class);
		assertThatExceptionOfType(FanOutException.class)
			.isThrownBy(
					() -> musubito.forEach(TOPICS.subList(0, 2)).concurrency(2).distributed().apply(investigator::fail))
			.satisfies((ex) -> assertThat(ex.failures())
				.allSatisfy((item, failure) -> assertThat(failure).isExactlyInstanceOf(IllegalStateException.class)));
	}

	@Test
	void theCallerExecutesWhatComesBackToItWithItsOwnArguments() {
		ConfigurableApplicationContext caller = instance("caller", Application.class, 4);
		assertAllOnce(investigate(caller, TOPICS));
		assertThat(executedBy()).containsOnly("caller");
		assertThat(newest(caller).steps()).hasSize(ITEMS);
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Investigator investigator() {
			return new Investigator();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FaultyApplication extends Application {

		@Bean
		@Primary
		FaultyDispatcher faultyDispatcher(WorkDispatcher carrier) {
			return new FaultyDispatcher(carrier);
		}

	}

}
