package io.musubito.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * One scenario with faults: what it is about, and what its callers were told.
 */
final class Case {

	private final String name;

	private final Path directory;

	private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

	private @Nullable String noted;

	private boolean succeeded;

	/**
	 * Creates a case.
	 * @param name a text that no other case has
	 * @param directory for files of its own
	 */
	Case(String name, Path directory) {
		this.name = name;
		this.directory = directory;
	}

	String name() {
		return this.name;
	}

	Path file(String suffix) {
		return this.directory.resolve(this.name + suffix);
	}

	/**
	 * What callers got whom nobody told that the store had failed: the next one gets the
	 * same.
	 */
	Map<String, String> acknowledged() {
		return this.acknowledged;
	}

	/**
	 * Keeps an id for what comes next.
	 */
	void note(String id) {
		this.noted = id;
	}

	String noted() {
		if (this.noted == null) {
			throw new IllegalStateException("Nothing was noted");
		}
		return this.noted;
	}

	boolean hasNoted() {
		return this.noted != null;
	}

	void succeed() {
		this.succeeded = true;
	}

	/**
	 * Whether what it is about was done, as far as its caller knows.
	 */
	boolean hasSucceeded() {
		return this.succeeded;
	}

}
