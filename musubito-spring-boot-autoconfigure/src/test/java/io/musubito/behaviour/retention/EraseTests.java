package io.musubito.behaviour.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectKey;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.ResumeOption;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Somebody's data leaves the store.
 */
@Timeout(120)
class EraseTests {

	private static final String MARKER = "Ada-Lovelace-4711";

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Desk desk;

	private MusubitoLineage lineage;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.desk = this.context.getBean(Desk.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void nothingOfItIsFoundInAnyFile() throws Exception {
		// What it is compared with and what is compared with it
		this.steps.second(this.steps.first("other"));
		this.desk.answer(MARKER);
		this.steps.second(this.steps.first("another"));
		assertThatIllegalStateException().isThrownBy(() -> this.steps.failing(this.steps.first(MARKER)));
		assertThatIllegalStateException().isThrownBy(() -> this.desk.failing(MARKER));
		String origin = this.runs.recent(5).get(1).runId();
		String resumed = this.runs.resume(origin, ResumeOption.override("second", new Text("given " + MARKER))).runId();
		Awaitility.await().until(() -> run(resumed).status() != RunStatus.RUNNING);
		assertThat(run(resumed).steps()).extracting(StepView::outcome).contains(StepOutcome.MANUAL);
		flush();
		assertThat(filesWithMarker()).isNotEmpty();
		NodeView first = node("first", 1);
		int erased = this.lineage.erase(first.nodeId());
		assertThat(erased).isGreaterThanOrEqualTo(5);
		assertThat(filesWithMarker()).isEmpty();
		assertThat(this.lineage.erase(first.nodeId())).isZero();
		assertThat(this.lineage.find(first.nodeId())).isPresent();
		this.context.close();
		assertThat(filesWithMarker()).isEmpty();
	}

	@Test
	void nothingIsLeftInPagesThatWereSplit() throws Exception {
		Text first = this.steps.first(MARKER);
		for (int i = 0; i < 300; i++) {
			this.steps.mix(first, "part ".repeat(i * 7919 % 97));
			this.steps.first(i + " " + "long ".repeat(i * 31 % 83));
		}
		NodeView node = this.lineage.graph(GraphQuery.operation("first").depth(0)).nodes().get(0);
		assertThat(this.lineage.erase(node.nodeId())).isEqualTo(98);
		assertThat(filesWithMarker()).isEmpty();
	}

	@Test
	void aLaterCallExecutesAndSaysWhy() {
		this.steps.second(this.steps.first(MARKER));
		this.lineage.erase(node("second", 0).nodeId());
		this.steps.second(this.steps.first(MARKER));
		assertThat(this.steps.countFirsts()).hasValue(1);
		assertThat(this.steps.countSeconds()).hasValue(2);
		NodeView second = node("second", 0);
		assertThat(second.why().reason()).isEqualTo(Reason.STALE);
		assertThat(second.why().toString()).contains("by erasure");
		this.steps.second(this.steps.first(MARKER));
		assertThat(this.steps.countSeconds()).as("it is recorded anew").hasValue(2);
	}

	@Test
	void anEffectIsNotPerformedAgain() throws Exception {
		assertThat(this.steps.send(this.steps.first(MARKER)).text()).contains(MARKER);
		this.lineage.erase(node("first", 0).nodeId());
		assertThat(filesWithMarker()).isEmpty();
		assertThatExceptionOfType(EffectInDoubtException.class)
			.isThrownBy(() -> this.steps.send(this.steps.first(MARKER)));
		assertThat(this.steps.countSent()).hasValue(1);
	}

	@Test
	void whatSaysNothingAboutAnybodyTakesNothingElseWithIt() {
		this.steps.check(this.steps.first("other"));
		this.steps.check(this.steps.first(MARKER));
		assertThat(this.lineage.erase(node("first", 1).nodeId())).isEqualTo(2);
		this.steps.check(this.steps.first("other"));
		assertThat(this.steps.countChecks()).hasValue(2);
	}

	@Test
	void theValuesOfOtherEffectsStay() {
		this.steps.remind("bob");
		this.steps.remind(this.steps.first(MARKER).text());
		this.steps.remind("eve");
		this.lineage.erase(node("remind", 1).nodeId());
		assertThat(this.steps.remind("bob")).isEqualTo("reminded");
		assertThat(this.steps.remind("eve")).isEqualTo("reminded");
		assertThat(this.steps.countSent()).hasValue(3);
	}

	@Test
	void whatHasTheSameResultIsErasedToo() throws Exception {
		this.steps.upper(MARKER.toLowerCase(Locale.ROOT));
		this.steps.other(MARKER.toUpperCase(Locale.ROOT));
		assertThat(this.lineage.erase(node("upper", 0).nodeId())).isEqualTo(2);
		this.steps.other(MARKER.toUpperCase(Locale.ROOT));
		assertThat(node("other", 0).why().reason()).isEqualTo(Reason.STALE);
	}

	@Test
	void whatAStepCalledIsErasedWithIt() throws Exception {
		this.context.getBean(Outer.class).outer(MARKER);
		this.lineage.erase(node("outer", 0).nodeId());
		assertThat(filesWithMarker()).isEmpty();
	}

	@Test
	void anUnknownNodeIsRefused() {
		this.steps.first("x");
		assertThatIllegalArgumentException().isThrownBy(() -> this.lineage.erase("0000"));
	}

	private void flush() {
		this.context.getBean(Store.class).lineage().summary();
	}

	private RunView run(String runId) {
		return this.runs.find(runId).orElseThrow();
	}

	/**
	 * The n-th node of a step, oldest first.
	 */
	private NodeView node(String operation, int index) {
		return this.lineage.graph(GraphQuery.operation(operation).depth(0)).nodes().get(index);
	}

	private List<Path> filesWithMarker() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter(Files::isRegularFile).filter(EraseTests::hasMarker).toList();
		}
	}

	private static boolean hasMarker(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARKER);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Text(String text) {

	}

	static class Steps {

		private final AtomicInteger firsts = new AtomicInteger();

		private final AtomicInteger seconds = new AtomicInteger();

		private final AtomicInteger checks = new AtomicInteger();

		private final AtomicInteger sent = new AtomicInteger();

		@MusubitoStep(name = "first")
		Text first(String topic) {
			count("firsts");
			return new Text("first " + topic);
		}

		@MusubitoStep(name = "second")
		Text second(Text first) {
			count("seconds");
			return new Text("second " + first.text());
		}

		@MusubitoStep(name = "mix")
		Text mix(Text first, String part) {
			return new Text(part + first.text() + part);
		}

		@MusubitoStep(name = "upper")
		String upper(String text) {
			return text.toUpperCase(Locale.ROOT);
		}

		@MusubitoStep(name = "other")
		String other(String text) {
			return text;
		}

		@MusubitoStep(name = "remind", type = StepType.EXTERNAL_EFFECT)
		String remind(@EffectKey String who) {
			count("sent");
			return "reminded";
		}

		@MusubitoStep(name = "third")
		Text third(Text second) {
			return new Text("third " + second.text());
		}

		@MusubitoStep(name = "check")
		boolean check(Text first) {
			count("checks");
			return true;
		}

		@MusubitoStep(name = "failing")
		Text failing(Text first) {
			throw new IllegalStateException("can't: " + first.text());
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		Text send(@EffectKey Text first) {
			count("sent");
			return new Text("sent " + first.text());
		}

		AtomicInteger countFirsts() {
			return this.firsts;
		}

		AtomicInteger countSeconds() {
			return this.seconds;
		}

		AtomicInteger countChecks() {
			return this.checks;
		}

		AtomicInteger countSent() {
			return this.sent;
		}

		private void count(String what) {
			switch (what) {
				case "firsts" -> this.firsts.incrementAndGet();
				case "seconds" -> this.seconds.incrementAndGet();
				case "checks" -> this.checks.incrementAndGet();
				default -> this.sent.incrementAndGet();
			}
		}

	}

	static class Outer {

		private final Steps steps;

		Outer(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep(name = "outer")
		Text outer(String topic) {
			return new Text(this.steps.first(topic).text().length() + " characters of " + topic);
		}

	}

	static class Desk {

		private final Steps steps;

		Desk(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("answer")
		Text answer(String topic) {
			return this.steps.third(this.steps.second(this.steps.first(topic)));
		}

		@MusubitoPipeline("fail")
		Text failing(String topic) {
			return this.steps.failing(this.steps.second(this.steps.first(topic)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Steps.class, Outer.class, Desk.class })
	static class Application {

	}

}
