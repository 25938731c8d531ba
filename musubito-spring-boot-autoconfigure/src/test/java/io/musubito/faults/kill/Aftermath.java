package io.musubito.faults.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.store.Store;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the next application on a store finds after a process was killed: all that this
 * one had, nothing that is half written, no effect twice, and nobody who holds it up.
 */
final class Aftermath {

	private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

	private final ConfigurableApplicationContext context;

	private final KilledStore store;

	private final Told told;

	private final Deeds deeds;

	private final Desk.Steps steps;

	private int inDoubt;

	Aftermath(ConfigurableApplicationContext context, KilledStore store, Told told) {
		this.context = context;
		this.store = store;
		this.told = told;
		this.deeds = context.getBean(Deeds.class);
		this.steps = context.getBean(Desk.Steps.class);
	}

	int inDoubt() {
		return this.inDoubt;
	}

	void examine() throws IOException {
		for (Told.Result result : this.told.results()) {
			assertThat(result.value()).isEqualTo(Desk.oracle(result.step(), result.about()));
		}
		for (String topic : this.told.begun()) {
			examineEffect(topic);
			examineResults(topic);
		}
		examineRuns();
		this.told.begun().forEach(this::examineAgain);
	}

	/**
	 * Waits until others have executed the runs that the process has submitted.
	 */
	void awaitSubmitted() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(runs.recent(1_000, "review")).extracting(RunView::status)
				.as("runs that were submitted")
				.doesNotContain(RunStatus.SUBMITTED, RunStatus.RUNNING));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.store.jobs()).as("jobs that are left").isEmpty());
		this.deeds.takeExecuted();
	}

	/**
	 * Imports what the process was importing, and finds all of it.
	 */
	void importAgain(Path export, Set<String> topics) {
		List<String> expected = this.told.done().contains("import") ? new ArrayList<>(topics) : List.of();
		expected.forEach(this::examineAgain);
		this.context.getBean(Store.class).transfer().importFrom(export);
		topics.forEach(this::examineAgain);
	}

	private void examineEffect(String topic) throws IOException {
		long before = sent(topic);
		boolean hadReceipt = this.told.hasResult("send", topic);
		assertThat(before).as("letters about %s, with a result: %s", topic, hadReceipt)
			.isBetween((hadReceipt) ? 1L : 0L, 1L);
		try {
			assertThat(call("send", topic)).isEqualTo(Desk.oracle("send", topic));
			assertThat(this.deeds.takeExecuted()).as("sent, after %s letters", before).hasSize((before == 0) ? 1 : 0);
		}
		catch (EffectInDoubtException ex) {
			assertThat(hadReceipt).as("an effect that is in doubt, whose result somebody had: %s", topic).isFalse();
			this.inDoubt++;
			this.context.getBean(MusubitoLineage.class)
				.resolveEffect(ex.nodeId(), (before == 0) ? EffectResolution.notHappened()
						: EffectResolution.happened(Desk.oracle("send", topic)));
			assertThat(call("send", topic)).isEqualTo(Desk.oracle("send", topic));
			this.deeds.takeExecuted();
		}
		assertThat(sent(topic)).as("letters about %s", topic).isOne();
	}

	private long sent(String topic) throws IOException {
		return Deeds.sent(this.store.sent(), topic);
	}

	private void examineResults(String topic) {
		List.of("letter", "draft", "summary", "essay").forEach((step) -> call(step, topic));
		List.of("1", "2", "3").forEach((number) -> call("note", topic + "/" + number));
		List<String> executed = this.deeds.takeExecuted();
		assertThat(executed).as("executed about %s", topic).doesNotHaveDuplicates();
		if (this.told.next().contains("removal")) {
			return;
		}
		List<String> results = this.told.results()
			.stream()
			.filter((result) -> isAbout(result, topic))
			.map(Told.Result::deed)
			.toList();
		if (this.told.next().contains(topic)) {
			examineInvalidated(topic, executed, this.told.done().contains(topic));
		}
		else {
			assertThat(executed).as("executed again").filteredOn(results::contains).isEmpty();
		}
	}

	private static boolean isAbout(Told.Result result, String topic) {
		return result.about().equals(topic) || result.about().startsWith(topic + "/");
	}

	/**
	 * All of what depends on it, or nothing.
	 */
	private static void examineInvalidated(String topic, List<String> executed, boolean done) {
		Set<String> stale = new HashSet<>(Set.of(new Told.Result("draft", topic, "").deed(),
				new Told.Result("summary", topic, "").deed(), new Told.Result("letter", topic, "").deed()));
		if (done || !executed.isEmpty()) {
			assertThat(executed).containsExactlyInAnyOrderElementsOf(stale);
		}
	}

	/**
	 * What is there now executes nothing.
	 */
	private void examineAgain(String topic) {
		List.of("letter", "draft", "summary", "essay", "send").forEach((step) -> call(step, topic));
		List.of("1", "2", "3").forEach((number) -> call("note", topic + "/" + number));
		assertThat(this.deeds.takeExecuted()).as("executed about %s a second time", topic).isEmpty();
	}

	private String call(String step, String about) {
		long begun = System.nanoTime();
		String value = switch (step) {
			case "draft" -> this.steps.draft(about);
			case "summary" -> this.steps.summary(Desk.oracle("draft", about));
			case "essay" -> this.steps.essay(about);
			case "note" -> this.steps.note(about);
			case "send" -> this.steps.send(about);
			default -> this.context.getBean(Desk.Letters.class).letter(about);
		};
		assertThat(value).as("%s about %s", step, about).isEqualTo(Desk.oracle(step, about));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("time of %s about %s", step, about)
			.isLessThan(LONGEST_CALL);
		return value;
	}

	/**
	 * No run of the dead is taken for one that runs, and each can be resumed.
	 */
	private void examineRuns() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		List<RunView> all = runs.recent(1_000, "review");
		assertThat(all).extracting(RunView::status).doesNotContain(RunStatus.RUNNING, RunStatus.SUBMITTED);
		Set<String> resumed = new HashSet<>();
		all.forEach((run) -> resumed.add(String.valueOf(run.resumedFrom())));
		for (RunView run : all) {
			if (run.status() != RunStatus.SUCCESS && !resumed.contains(run.runId())) {
				assertThat(runs.resume(run.runId()).status()).as("the resumption of %s", run)
					.isEqualTo(RunStatus.SUCCESS);
			}
		}
		this.deeds.takeExecuted();
	}

}
