package io.musubito.store.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.StepType;
import io.musubito.StoreException;
import io.musubito.store.EffectIntent;
import io.musubito.store.Node;
import io.musubito.store.Recordings;

/**
 * A process of its own that has a store with many nodes open, and reads and writes when
 * it is told to, while something happens to the file.
 */
public final class WorkingProcess extends Recordings {

	static final int NODES = 600;

	private WorkingProcess() {
	}

	public static void main(String[] args) throws IOException {
		Path file = Path.of(args[0]);
		try (SqliteStore store = SqliteStore.open(file, false, Clock.systemUTC());
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
			for (int number = 0; number < NODES; number++) {
				store.nodes().record(execution("node" + number, text(number)));
			}
			System.out.println("ready");
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(line + ": " + perform(store, file, line));
			}
		}
		System.out.println("closed");
	}

	/**
	 * A text that takes as much space as it is long, compressed or not.
	 */
	static String text(int number) {
		byte[] bytes = new byte[4_500];
		new Random(number).nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static String perform(SqliteStore store, Path file, String command) throws IOException {
		try {
			switch (command) {
				case "read" -> {
					return read(store) ? "done" : "damaged";
				}
				case "write" -> store.nodes().record(execution("late", "x"));
				case "effect" -> store.effects().begin(effect(store));
				// Closing the file here drops all the locks of this process on it
				case "copy" -> Files.copy(file, file.resolveSibling("copy.db"));
				default -> throw new IllegalArgumentException(command);
			}
			return "done";
		}
		catch (StoreException ex) {
			return "refused: " + ex.getMessage();
		}
	}

	private static boolean read(SqliteStore store) {
		for (int number = 0; number < NODES; number++) {
			Node node = store.nodes().find(key("node" + number).nodeId()).orElseThrow();
			if (!Arrays.equals(node.payload(), artifact(text(number)).payload())) {
				if (hash(node.payload()).equals(node.artifactId())) {
					throw new IllegalStateException("node " + number + " has another value");
				}
				return false;
			}
		}
		return true;
	}

	private static EffectIntent effect(SqliteStore store) {
		return new EffectIntent(key("mail", StepType.EXTERNAL_EFFECT), "idempotency", store.processes().self(), false,
				false, List.of(), new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null), NOW, null);
	}

}
