package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import io.musubito.store.StoreProcesses;

/**
 * Who works with a SQLite file, seen by a process that is not one of them and writes
 * nothing. One of which it can't be found out counts as alive: nothing of it is taken
 * over here.
 */
final class ObservedProcesses implements StoreProcesses {

	private final Path database;

	private final String self = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

	ObservedProcesses(Path database) {
		this.database = database;
	}

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String process) {
		if (process.equals(this.self)) {
			return true;
		}
		Path file = SqliteFile.sibling(real(), ".owners").resolve(process + ".lock");
		// On POSIX, to close a file here drops the locks that this process has on it
		return (FileProcesses.isOfThisMachine(process)) ? Files.exists(file) : isLocked(file);
	}

	private Path real() {
		try {
			return this.database.toRealPath();
		}
		catch (IOException ex) {
			return this.database;
		}
	}

	private static boolean isLocked(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
				FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
			return lock == null;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException | OverlappingFileLockException ex) {
			return true;
		}
	}

}
