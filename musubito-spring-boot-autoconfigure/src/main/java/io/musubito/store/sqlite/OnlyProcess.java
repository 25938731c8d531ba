package io.musubito.store.sqlite;

import java.util.UUID;

import io.musubito.store.StoreProcesses;

/**
 * The one process that works with a database in its memory.
 */
final class OnlyProcess implements StoreProcesses {

	private final String self = UUID.randomUUID().toString();

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String process) {
		return process.equals(this.self);
	}

}
