package io.musubito.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Looks from another process whether an owner is alive.
 */
public final class LookingProcess {

	private LookingProcess() {
	}

	public static void main(String[] args) throws IOException {
		System.out.println(FileOwners.open(Path.of(args[0])).isAlive(args[1]));
	}

}
