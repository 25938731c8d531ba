package io.musubito.behaviour.namespace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.store.LineageQueries;
import io.musubito.store.Retention;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import io.musubito.testing.NamespaceDump;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications that use one file: with different namespaces they see nothing of each
 * other, with the same one they share.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwoApplicationsTests {

	private static final Logger REPORT = (Logger) LoggerFactory.getLogger("io.musubito.aop.StartReport");

	private static final AtomicInteger calls = new AtomicInteger();

	private static final AtomicInteger sent = new AtomicInteger();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext red;

	private ConfigurableApplicationContext blue;

	@BeforeEach
	void startBoth() {
		REPORT.setLevel(Level.INFO);
		calls.set(0);
		sent.set(0);
		this.red = start("red");
		this.blue = start("blue");
	}

	@AfterEach
	void closeBoth() {
		this.red.close();
		this.blue.close();
		REPORT.setLevel(null);
	}

	private ConfigurableApplicationContext start(String namespace, String... properties) {
		return Engine.in(this.directory)
			.start(Application.class, concat(properties, "musubito.namespace=" + namespace));
	}

	private static String[] concat(String[] properties, String one) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = one;
		return all;
	}

	private static String answer(ConfigurableApplicationContext context) {
		return context.getBean(Desk.class).answer("q");
	}

	private SortedMap<String, List<String>> rows(ConfigurableApplicationContext context, String namespace) {
		context.getBean(LineageQueries.class).summary();
		return NamespaceDump.of(Engine.in(this.directory).store(), namespace);
	}

	@Test
	void neitherReplaysResultsOfTheOther() {
		assertThat(answer(this.red)).isEqualTo("1 draft of 1 facts of q");
		assertThat(answer(this.blue)).isEqualTo("2 draft of 2 facts of q");
		assertThat(answer(this.red)).isEqualTo("1 draft of 1 facts of q");
		assertThat(answer(this.blue)).isEqualTo("2 draft of 2 facts of q");
		assertThat(sent).as("mails").hasValue(2);
	}

	@Test
	void neitherShowsAnythingOfTheOther() {
		answer(this.red);
		LineageQueries queries = this.blue.getBean(LineageQueries.class);
		assertThat(queries.summary().namespace()).isEqualTo("blue");
		assertThat(queries.summary().nodes()).isZero();
		assertThat(queries.summary().operations()).isEmpty();
		assertThat(this.blue.getBean(MusubitoRuns.class).recent(10)).isEmpty();
		assertThat(this.blue.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes()).isEmpty();
		for (NodeView node : nodes(this.red)) {
			assertThat(this.blue.getBean(MusubitoLineage.class).find(node.nodeId())).isEmpty();
		}
		for (RunView run : this.red.getBean(MusubitoRuns.class).recent(10)) {
			assertThat(this.blue.getBean(MusubitoRuns.class).find(run.runId())).isEmpty();
		}
		answer(this.blue);
		assertThat(nodes(this.blue)).extracting(NodeView::nodeId)
			.doesNotContainAnyElementsOf(nodes(this.red).stream().map(NodeView::nodeId).toList());
	}

	@Test
	void neitherTakesStepsOfTheOtherForEarlierOnesOfItsOwn(CapturedOutput output) {
		answer(this.red);
		try (ConfigurableApplicationContext green = start("green", "musubito.steps.facts.version=2")) {
			assertThat(answer(green)).startsWith("2");
		}
		assertThat(output).doesNotContain("Since the last start");
		start("red", "musubito.steps.facts.version=2").close();
		assertThat(output).contains("Since the last start");
	}

	@Test
	void whatOneRemovesOrMarksStaysAsItIsInTheOther() {
		unchangedInBlue((context) -> {
			MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
			assertThat(lineage.invalidate(node(context, "facts"))).isPositive();
		});
		unchangedInBlue((context) -> {
			MusubitoLineage lineage = context.getBean(MusubitoLineage.class);
			assertThat(lineage.erase(node(context, "facts"))).isPositive();
		});
		unchangedInBlue(
				(context) -> assertThat(context.getBean(Retention.class).apply(Duration.ZERO).runs()).isPositive());
	}

	private void unchangedInBlue(Consumer<ConfigurableApplicationContext> change) {
		answer(this.blue);
		answer(this.red);
		SortedMap<String, List<String>> before = rows(this.blue, "blue");
		assertThat(before).hasSizeGreaterThan(15);
		change.accept(this.red);
		assertThat(rows(this.blue, "blue")).isEqualTo(before);
		String again = answer(this.blue);
		assertThat(answer(this.blue)).isEqualTo(again);
	}

	@Test
	void applicationsOfOneNamespaceShare() {
		assertThat(answer(this.red)).isEqualTo("1 draft of 1 facts of q");
		try (ConfigurableApplicationContext same = start("red")) {
			assertThat(answer(same)).isEqualTo("1 draft of 1 facts of q");
			assertThat(same.getBean(MusubitoRuns.class).recent(10)).hasSize(2);
			assertThat(same.getBean(Store.class).lineage().summary().nodes()).isEqualTo(nodes(this.red).size());
		}
		assertThat(sent).as("mails").hasValue(1);
	}

	@Test
	void withoutANamespaceItIsOneOfItsOwn() {
		answer(this.red);
		try (ConfigurableApplicationContext none = start("")) {
			assertThat(answer(none)).startsWith("2");
			assertThat(none.getBean(LineageQueries.class).summary().namespace()).isEmpty();
		}
	}

	private static List<NodeView> nodes(ConfigurableApplicationContext context) {
		return context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes();
	}

	private static String node(ConfigurableApplicationContext context, String operation) {
		return context.getBean(MusubitoLineage.class)
			.graph(GraphQuery.operation(operation).depth(0))
			.nodes()
			.get(0)
			.nodeId();
	}

	static class Steps {

		@MusubitoStep(name = "facts")
		String facts(String question) {
			return calls.incrementAndGet() + " facts of " + question;
		}

		@MusubitoStep(name = "draft")
		String draft(String facts) {
			return facts.charAt(0) + " draft of " + facts;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String question) {
			return "mail " + sent.incrementAndGet();
		}

	}

	static class Desk {

		private final Steps steps;

		Desk(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("answer")
		String answer(String question) {
			this.steps.send(question);
			return this.steps.draft(this.steps.facts(question));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Steps.class, Desk.class })
	static class Application {

	}

}
