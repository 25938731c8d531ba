package io.musubito.faults.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.musubito.EffectResolution;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.RunHandle;
import io.musubito.faults.kill.FailPoint.Story;
import io.musubito.store.RetentionRules;
import io.musubito.store.Store;
import io.musubito.store.StoreTransfer;
import io.musubito.testing.Engine;
import io.musubito.testing.FailPoints;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process that does what its story says, and tells of each result when it has it, until
 * it is killed. When it comes to its end, it has not met its point.
 */
public final class KillProcess {

	static final String BEGIN = "begin ";

	static final String RESULT = "result ";

	/** What is to be done next, and what was done, for what is no call of a step. */
	static final String NEXT = "next ";

	static final String DONE = "done ";

	private static final int THREADS = 4;

	private static final int MOST = 100;

	private final ConfigurableApplicationContext context;

	private final String name;

	private final Deeds deeds;

	private final Desk.Reviews reviews;

	private KillProcess(ConfigurableApplicationContext context, String name) {
		this.context = context;
		this.name = name;
		this.deeds = context.getBean(Deeds.class);
		this.reviews = context.getBean(Desk.Reviews.class);
		this.deeds.acknowledgeBy((line) -> FailPoints.say(RESULT + line));
	}

	static JavaProcess.Builder of(Path directory, Story story, String name) {
		return JavaProcess.of(KillProcess.class, directory, story, name)
			.options("-XX:-UsePerfData")
			.property("org.sqlite.tmpdir", directory)
			.property(Desk.SENT, directory.resolve("sent"))
			.property("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl")
			.property("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
	}

	public static void main(String[] args) throws Exception {
		Story story = Story.valueOf(args[1]);
		Path directory = Path.of(args[0]);
		if (story == Story.START) {
			FailPoints.arm();
		}
		try (ConfigurableApplicationContext context = Engine.in(directory).start(Desk.class, Desk.PACKAGES)) {
			KillProcess process = new KillProcess(context, args[2]);
			if (story != Story.CALLS && story != Story.START) {
				process.review(args[2] + "-before");
			}
			FailPoints.arm();
			process.tell(story, directory);
		}
		FailPoints.say("ended");
	}

	private void tell(Story story, Path directory) throws Exception {
		switch (story) {
			case START, END -> review(this.name);
			case CALLS -> reviewWithThreads();
			case RESUMPTION -> resume();
			case SUBMISSION -> submit();
			case RESOLUTION -> resolve();
			case INVALIDATION -> invalidate();
			case RETENTION -> remove();
			case IMPORT -> importFrom(directory.resolve("export.jsonl"));
		}
	}

	private void review(String topic) {
		FailPoints.say(BEGIN + topic);
		this.reviews.review(topic);
	}

	private void reviewWithThreads() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> all = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			String prefix = this.name + "-" + thread + "-";
			all.add(executor.submit(() -> {
				for (int number = 0; number < MOST; number++) {
					review(prefix + number);
					// Outside of any run
					this.context.getBean(Desk.Steps.class).draft(prefix + number);
				}
			}));
		}
		for (Future<?> one : all) {
			one.get();
		}
		executor.shutdown();
	}

	private void resume() {
		String topic = this.name + "-failing";
		this.deeds.fail(Desk.oracle("draft", topic));
		try {
			review(topic);
		}
		catch (IllegalStateException ex) {
			MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
			runs.resume(runs.recent(1, "review").get(0).runId());
		}
	}

	private void submit() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		List<RunHandle> submitted = new ArrayList<>();
		for (int number = 0; number < THREADS; number++) {
			String topic = this.name + "-submitted-" + number;
			FailPoints.say(BEGIN + topic);
			submitted.add(runs.submit("review", topic));
			FailPoints.say(DONE + topic);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> submitted.stream().allMatch((run) -> runs.find(run.runId()).orElseThrow().endedAt() != null));
	}

	private void resolve() {
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		for (int number = 0; number < THREADS; number++) {
			String topic = this.name + "-doubtful-" + number;
			FailPoints.say(BEGIN + topic);
			this.deeds.fail("sent " + topic);
			Desk.Steps steps = this.context.getBean(Desk.Steps.class);
			String nodeId = Doubt.nodeId(() -> steps.send(topic));
			lineage.resolveEffect(nodeId, EffectResolution.happened(Desk.oracle("send", topic)));
			this.deeds.acknowledge("send", topic, steps.send(topic));
		}
	}

	private void invalidate() {
		Musubito musubito = this.context.getBean(Musubito.class);
		for (int number = 0; number < THREADS; number++) {
			String topic = this.name + "-invalidated-" + number;
			review(topic);
			String draft = this.context.getBean(Desk.Steps.class).draft(topic);
			FailPoints.say(NEXT + topic);
			this.context.getBean(MusubitoLineage.class).invalidate(musubito.resultOf(draft).nodeId());
			FailPoints.say(DONE + topic);
		}
	}

	private void remove() {
		for (int number = 0; number < THREADS; number++) {
			review(this.name + "-removed-" + number);
		}
		FailPoints.say(NEXT + "removal");
		RetentionRules rules = new RetentionRules(Duration.ofHours(1), null, 0, Duration.ofDays(365));
		this.context.getBean(Store.class).retention().apply(rules, Instant.now().plus(Duration.ofDays(10)));
	}

	private void importFrom(Path file) {
		StoreTransfer transfer = this.context.getBean(Store.class).transfer();
		transfer.importFrom(file);
		FailPoints.say(DONE + "import");
	}

}
