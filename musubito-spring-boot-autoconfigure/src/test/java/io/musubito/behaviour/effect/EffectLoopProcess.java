package io.musubito.behaviour.effect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.EffectContext;

/**
 * A process that performs one effect after the other, and says of each when it begins and
 * when it has its result, until it is killed.
 */
public final class EffectLoopProcess {

	static final String BEGIN = "begin ";

	static final String DONE = "done ";

	static final String DRAFT = "draft ";

	private static final int THREADS = 3;

	private EffectLoopProcess() {
	}

	public static void main(String[] args) throws InterruptedException {
		Path store = Path.of(args[0]);
		String url = args[1];
		String name = args[2];
		EffectEngine engine = EffectEngine.open(store);
		AtomicInteger next = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		for (int thread = 0; thread < THREADS; thread++) {
			executor.execute(() -> {
				while (true) {
					String key = name + "-" + next.incrementAndGet();
					say(BEGIN + key);
					say(DRAFT + engine.draft(key, () -> "draft of " + key));
					String receipt = engine.send(key,
							() -> EffectReceiver.send(url, key, EffectContext.idempotencyKey()));
					say(DONE + key + " " + receipt);
				}
			});
		}
		executor.awaitTermination(1, TimeUnit.HOURS);
	}

	// One write each: a line is whole or not there
	private static void say(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		synchronized (System.out) {
			System.out.write(bytes, 0, bytes.length);
			System.out.flush();
		}
	}

	static List<String> lines(String output, String prefix) {
		return output.lines()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.toList();
	}

}
