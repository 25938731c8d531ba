package io.musubito.behaviour.claim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * A process of its own with steps that ask a model stand-in over HTTP. It says
 * {@code ready}, and then for each line of its input what came of it.
 */
public final class ClaimProcess {

	static final String SKEW = "skew";

	private static final String ANSWER = "> ";

	private ClaimProcess() {
	}

	static JavaProcess start(Path directory, String url, String... options) {
		return JavaProcess.of(ClaimProcess.class, directory, url)
			.options("-XX:TieredStopAtLevel=1")
			.options(options)
			.start();
	}

	/**
	 * The next answer of a process, without what it logs.
	 */
	static String read(JavaProcess process) throws InterruptedException {
		return process.readLine(ANSWER);
	}

	public static void main(String[] args) throws Exception {
		System.setProperty("url", args[1]);
		try (ConfigurableApplicationContext context = Engine.in(Path.of(args[0])).start(Application.class);
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			Model model = context.getBean(Model.class);
			System.out.println(ANSWER + "ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(ANSWER + perform(model, line.split(" ")));
			}
		}
	}

	private static String perform(Model model, String[] request) {
		try {
			return switch (request[0]) {
				case "all" -> all(model, Integer.parseInt(request[1]), Integer.parseInt(request[2]));
				case "outer" -> model.outer(request[1]);
				case "tell" -> model.tell(request[1]);
				default -> model.ask(request[1]);
			};
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName() + ": " + ex.getMessage();
		}
	}

	/**
	 * Each thread asks for all keys, in an order of its own.
	 */
	private static String all(Model model, int threads, int keys) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Integer>> calls = IntStream.range(0, threads).<Callable<Integer>>mapToObj((thread) -> () -> {
				List<Integer> order = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
				Collections.shuffle(order, new Random(thread));
				String[] results = new String[keys];
				for (int key : order) {
					results[key] = model.ask("key" + key);
				}
				return List.of(results).hashCode();
			}).toList();
			List<Integer> hashes = new ArrayList<>();
			for (Future<Integer> hash : executor.invokeAll(calls)) {
				hashes.add(hash.get());
			}
			return hashes.stream().distinct().toList().toString();
		}
		finally {
			executor.shutdownNow();
		}
	}

	static class Model {

		private final HttpClient client = HttpClient.newHttpClient();

		private final Model self;

		Model(Model self) {
			this.self = self;
		}

		@MusubitoStep(name = "ask")
		String ask(String question) throws IOException, InterruptedException {
			return send(question);
		}

		@MusubitoStep(name = "tell", type = StepType.EXTERNAL_EFFECT)
		String tell(String news) throws IOException, InterruptedException {
			return send(news);
		}

		/**
		 * Asks, and then asks the other one.
		 */
		@MusubitoStep(name = "outer")
		String outer(String question) throws IOException, InterruptedException {
			send(question);
			return this.self.outer("a".equals(question) ? "b" : "a");
		}

		private String send(String question) throws IOException, InterruptedException {
			URI uri = URI.create(System.getProperty("url") + "?" + URLEncoder.encode(question, StandardCharsets.UTF_8));
			return this.client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Model model(@Lazy Model self) {
			return new Model(self);
		}

		@Bean
		Clock clock() {
			return Clock.offset(Clock.systemUTC(), Duration.ofDays(Integer.getInteger(SKEW, 0)));
		}

	}

}
