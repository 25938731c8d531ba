package io.musubito.fuzz;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.musubito.ExportSelection;
import io.musubito.ImportRefusedException;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoTransfer;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.store.Retention;
import io.musubito.store.Store;
import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of several processes that do the same with one store. Their threads draw from the
 * same few keys, and go on to the next ones at the same time. It says {@code READY}, then
 * {@code PROGRESS} as long as something moves, {@code WRONG} with what must not be, and
 * at the end {@code TAKEN} for each key whose result was taken back, and {@code DONE}.
 */
public final class FuzzProcess {

	static final int THREADS = 8;

	static final int KEYS = 6;

	private static final Duration EPOCH = Duration.ofMillis(400);

	private static final PrintStream OUT = System.out;

	private final AtomicLong calls = new AtomicLong();

	private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

	private final Path directory;

	private final String name;

	private final long end;

	private final FuzzSteps steps;

	private final Musubito musubito;

	private final MusubitoLineage lineage;

	private final MusubitoRuns runs;

	private final MusubitoTransfer transfer;

	private final Retention retention;

	private final Store store;

	private FuzzProcess(ConfigurableApplicationContext context, Path directory, String name, long end) {
		this.directory = directory;
		this.name = name;
		this.end = end;
		this.steps = context.getBean(FuzzSteps.class);
		this.musubito = context.getBean(Musubito.class);
		this.lineage = context.getBean(MusubitoLineage.class);
		this.runs = context.getBean(MusubitoRuns.class);
		this.transfer = context.getBean(MusubitoTransfer.class);
		this.retention = context.getBean(Retention.class);
		this.store = context.getBean(Store.class);
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		try (ConfigurableApplicationContext context = Engine.in(directory)
			.start(FuzzSteps.Application.class, "musubito.retention.keep-runs=20", "musubito.retention.max-age=1d")) {
			OUT.println("READY");
			String[] go = new String(System.in.readNBytes(64), "UTF-8").trim().split(" ");
			FuzzProcess process = new FuzzProcess(context, directory, args[1],
					System.currentTimeMillis() + Long.parseLong(go[0]) * 1000);
			process.run(Long.parseLong(go[1]));
		}
		OUT.println("DONE");
	}

	private void run(long seed) throws Exception {
		ScheduledExecutorService monitor = Executors.newSingleThreadScheduledExecutor();
		AtomicLong shown = new AtomicLong(-1);
		monitor.scheduleAtFixedRate(() -> {
			long now = this.calls.get();
			if (shown.getAndSet(now) != now) {
				OUT.println("PROGRESS " + now);
			}
		}, 0, 500, TimeUnit.MILLISECONDS);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(seed * 100 + i);
			boolean maintains = i == 0;
			threads.execute(() -> {
				while (System.currentTimeMillis() < this.end) {
					attempt(random, maintains);
					this.calls.incrementAndGet();
				}
			});
		}
		threads.shutdown();
		if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
			wrong("the threads have not ended");
		}
		checkRuns();
		if (this.store.degraded() > 0) {
			wrong("something was not recorded: " + this.store.degraded());
		}
		monitor.shutdownNow();
		new TreeMap<>(this.taken).forEach((key, times) -> OUT.println("TAKEN " + key + " " + times));
		OUT.println("CALLS " + this.calls);
	}

	private void attempt(Random random, boolean maintains) {
		String key = (System.currentTimeMillis() / EPOCH.toMillis()) + "-" + random.nextInt(KEYS);
		int kind = random.nextInt(100);
		try {
			if (maintains && kind < 8) {
				maintain(kind, random);
			}
			else if (kind < 40) {
				expectFirst("p" + key, this.steps.ask("p" + key));
			}
			else if (kind < 60) {
				expectFirst("t" + key, this.steps.tell("t" + key));
			}
			else if (kind < 75) {
				this.musubito.pipeline("flow", () -> {
					String one = expectFirst("p" + key, this.steps.ask("p" + key));
					String other = expectFirst("q" + key, this.steps.ask("q" + key));
					expectFirst("s" + key, this.steps.sum("s" + key, one, other));
					return null;
				});
			}
			else if (kind < 90) {
				number("v" + key, this.steps.ask("v" + key));
			}
			else {
				takeBack("v" + key, kind >= 99 && random.nextInt(10) == 0);
			}
		}
		catch (Throwable ex) {
			wrong(key + " kind " + kind + ": " + ex + " at "
					+ List.of(ex.getStackTrace()).subList(0, Math.min(12, ex.getStackTrace().length))
					+ ((ex.getCause() != null) ? " caused by " + ex.getCause() : ""));
		}
	}

	private String expectFirst(String key, String answer) {
		if (!answer.equals(key + " was answer 1")) {
			wrong(key + " was answered with " + answer);
		}
		return answer;
	}

	private int number(String key, String answer) {
		if (!answer.startsWith(key + " was answer ")) {
			wrong(key + " was answered with " + answer);
		}
		return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
	}

	/**
	 * What is asked after a result was taken back never gets it.
	 */
	private void takeBack(String key, boolean erase) {
		String answer = this.steps.ask(key);
		MusubitoResult<String> result = this.musubito.resultOf(answer);
		// Before it is done: what executes because of it must not be more than that
		this.taken.computeIfAbsent(key, (any) -> new AtomicInteger()).incrementAndGet();
		if (erase) {
			this.lineage.erase(result.nodeId());
		}
		else {
			this.lineage.invalidate(result.nodeId());
		}
		String next = this.steps.ask(key);
		if (number(key, next) <= number(key, answer)) {
			wrong(key + " was answered with " + next + " after " + answer + " was taken back"
					+ ((erase) ? " for good" : ""));
		}
	}

	private void maintain(int kind, Random random) throws Exception {
		Path file = this.directory.resolve(this.name + "-" + System.nanoTime() + "-" + random.nextInt(1000));
		try {
			if (kind < 3) {
				this.retention.apply(null);
			}
			else if (kind < 5) {
				exportAndImport(file);
			}
			else if (kind < 6) {
				checkRuns();
			}
			else if (kind < 7 && System.getProperty("fuzz.database") == null) {
				this.lineage.backup(file);
			}
			else {
				this.retention.foresee(null);
			}
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/**
	 * What another thread erased since the export is not let in again by the import.
	 */
	private void exportAndImport(Path file) {
		this.transfer.export(ExportSelection.all(), file);
		try {
			this.transfer.importFrom(file);
		}
		catch (ImportRefusedException ex) {
			if (!ex.getMessage().contains("its content was erased in this store")) {
				throw ex;
			}
		}
	}

	/**
	 * Each run that has ended has all its steps.
	 */
	private void checkRuns() {
		for (RunView run : this.runs.recent(10, "flow")) {
			RunView found = this.runs.find(run.runId()).orElse(null);
			if (found != null && found.status() == RunStatus.SUCCESS && found.steps().size() != 3) {
				wrong("run " + found.runId() + " has " + found.steps().size() + " steps: " + found.steps());
			}
			if (found != null && found.status() == RunStatus.FAILED) {
				wrong("run " + found.runId() + " has failed: " + found.steps());
			}
		}
	}

	private static void wrong(String what) {
		OUT.println("WRONG " + what.replace('\n', ' '));
	}

}
