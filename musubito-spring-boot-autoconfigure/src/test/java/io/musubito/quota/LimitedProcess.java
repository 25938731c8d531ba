package io.musubito.quota;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.musubito.store.Store;
import io.musubito.store.postgresql.PostgresqlStore;
import io.musubito.store.sqlite.SqliteStore;

/**
 * A process of its own that asks a provider within limits, when it is told to.
 */
public final class LimitedProcess {

	private static final String MODEL = "gpt-5";

	private LimitedProcess() {
	}

	/**
	 * Runs until its input ends.
	 * @param args the store, the name of a schema or {@code -}, the provider, its own
	 * name, the requests and the calls of the limit, the milliseconds of the window
	 */
	public static void main(String[] args) throws Exception {
		Limit limit = new Limit(Long.parseLong(args[4]), Limit.NONE, Long.parseLong(args[5]));
		try (Store store = open(args[0], args[1]);
				ModelLimits limits = new ModelLimits(Map.of(MODEL, limit), Duration.ofMinutes(10), store,
						new Window(Long.parseLong(args[6])));
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
			store.open();
			System.out.println("ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(perform(line.split(" "), limits, args[2], args[3]));
			}
		}
	}

	private static Store open(String location, String schema) throws IOException {
		return (schema.equals("-")) ? SqliteStore.open(Path.of(location), false, Clock.systemUTC())
				: PostgresqlStore.at(location, null, null, schema, "", Clock.systemUTC());
	}

	private static String perform(String[] command, ModelLimits limits, String url, String who) throws Exception {
		if (command[0].equals("hold")) {
			limits.take(MODEL, 1, null).get();
			return "held";
		}
		HttpClient client = HttpClient.newHttpClient();
		List<Thread> threads = new ArrayList<>();
		int each = Integer.parseInt(command[2]);
		for (int i = 0; i < Integer.parseInt(command[1]); i++) {
			Thread thread = new Thread(() -> {
				for (int j = 0; j < each; j++) {
					Place place = limits.take(MODEL, 1, null).join();
					ProviderStandIn.ask(client, url, who);
					place.ended(2, 1);
				}
			});
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			while (thread.isAlive()) {
				thread.join(10_000);
				System.out.println("goes on");
			}
		}
		return "done";
	}

}
