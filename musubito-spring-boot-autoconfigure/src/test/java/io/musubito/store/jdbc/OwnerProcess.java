package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process of its own that is an owner until it is killed, or its input ends.
 */
public final class OwnerProcess {

	private OwnerProcess() {
	}

	public static void main(String[] args) throws IOException {
		System.out.println(FileOwners.open(Path.of(args[0])).self());
		while (System.in.read() >= 0) {
			// Wait
		}
	}

}
