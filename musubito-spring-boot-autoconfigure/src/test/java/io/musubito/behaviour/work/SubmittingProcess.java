package io.musubito.behaviour.work;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.musubito.MusubitoRuns;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process of its own that calls the pipelines of {@link Reviewing}. It stands still in
 * the second step when it is told so; for each line of its input it submits a run, and
 * says its id.
 */
public final class SubmittingProcess {

	private static final String ANSWER = "> ";

	private SubmittingProcess() {
	}

	static JavaProcess start(Path directory, String stands, int concurrency, String... properties)
			throws InterruptedException {
		JavaProcess.Builder builder = JavaProcess.of(SubmittingProcess.class, directory, stands)
			.property("musubito.workers.engine", "db-scheduler")
			.property("musubito.workers.concurrency", concurrency);
		for (String property : properties) {
			builder.property(property.substring(0, property.indexOf('=')),
					property.substring(property.indexOf('=') + 1));
		}
		JavaProcess process = builder.start();
		process.readLine(ANSWER);
		return process;
	}

	static String submit(JavaProcess process, String diff) throws Exception {
		process.send(diff);
		return process.readLine(ANSWER);
	}

	public static void main(String[] args) throws Exception {
		Reviewing.gate = new CountDownLatch(Boolean.parseBoolean(args[1]) ? 1 : 0);
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[0])).start(Reviewing.class);
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			System.out.println(ANSWER + "ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(ANSWER + context.getBean(MusubitoRuns.class).submit("review", line, 1).runId());
			}
		}
	}

}
