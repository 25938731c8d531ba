package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process of its own that is an owner until it is killed, or its input ends; or one
 * that only looks whether another is alive.
 */
public final class LockingProcess {

	private LockingProcess() {
	}

	public static void main(String[] args) throws IOException {
		FileProcesses owners = SqliteFiles.register(Path.of(args[0]));
		if (args.length > 1) {
			System.out.println(owners.isAlive(args[1]));
			return;
		}
		System.out.println(owners.self());
		while (System.in.read() >= 0) {
			// Wait
		}
	}

}
