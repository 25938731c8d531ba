package io.musubito.behaviour.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process of its own with a step that takes a while, and notes in a file of the process
 * when it begins and ends. For each line of its input, {@code <items> <millis>
 * <concurrency> <salt>}, it fans out and says how long that took.
 */
public final class WorkProcess {

	private static final String ANSWER = "> ";

	private WorkProcess() {
	}

	static JavaProcess start(Path directory, int concurrency, List<String> properties) throws InterruptedException {
		JavaProcess process = JavaProcess.of(WorkProcess.class, directory)
			.options(properties.stream().map((property) -> "-D" + property).toList())
			.property("musubito.workers.engine", "db-scheduler")
			.property("musubito.workers.concurrency", concurrency)
			.start();
		try {
			read(process);
			return process;
		}
		catch (Throwable ex) {
			process.close();
			throw ex;
		}
	}

	static String read(JavaProcess process) throws InterruptedException {
		return process.readLine(ANSWER);
	}

	/**
	 * What a process has noted so far.
	 */
	static List<String> notes(Path directory, long pid) throws IOException {
		Path notes = directory.resolve(pid + ".notes");
		return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
	}

	public static void main(String[] args) throws Exception {
		Slow.directory = Path.of(args[0]);
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[0])).start(Application.class);
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			System.out.println(ANSWER + "ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(ANSWER + fanOut(context, line.split(" ")));
			}
		}
	}

	private static String fanOut(ConfigurableApplicationContext context, String[] request) {
		int items = Integer.parseInt(request[0]);
		int millis = Integer.parseInt(request[1]);
		Musubito musubito = context.getBean(Musubito.class);
		Slow slow = context.getBean(Slow.class);
		long started = System.nanoTime();
		List<String> results = musubito.pipeline("slow",
				() -> musubito.forEach(IntStream.range(0, items).boxed().toList())
					.concurrency(Integer.parseInt(request[2]))
					.distributed()
					.apply((item) -> slow.work(request[3] + item, millis)));
		long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
		List<String> expected = new ArrayList<>();
		IntStream.range(0, items).forEach((item) -> expected.add("done " + request[3] + item));
		return results.equals(expected) + " " + took;
	}

	static class Slow {

		// The same in all processes: it counts
		private static Path directory;

		@MusubitoStep(name = "work")
		String work(String key, int millis) {
			note("began " + key);
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
			while (System.nanoTime() - end < 0) {
				LockSupport.parkNanos(end - System.nanoTime());
			}
			note("ended " + key);
			return "done " + key;
		}

		private static synchronized void note(String line) {
			try {
				Path notes = directory.resolve(ProcessHandle.current().pid() + ".notes");
				Files.writeString(notes, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

}
