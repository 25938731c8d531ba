package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.musubito.UnrestorableContentException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were met and can't be read, because a disk, a program or a person damaged
 * them. Each counts as one that is not there, and is told once. Safe for use by any
 * number of threads.
 */
final class DamagedRows {

	private static final int TOLD_AT_MOST = 100;

	private static final Log logger = LogFactory.getLog(DamagedRows.class);

	private final String location;

	private final ContentColumns columns;

	private final AtomicLong count = new AtomicLong();

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	DamagedRows(String location, ContentColumns columns) {
		this.columns = columns;
		this.location = location;
	}

	/**
	 * Reads a row, or a part of it.
	 * @param what what is read, for people
	 * @param row the row
	 * @param mapping reads it
	 * @return what was read; {@code null} when it can't be
	 */
	<T> @Nullable T read(Supplier<String> what, ResultSet row, Mapping<T> mapping) throws SQLException {
		try {
			return mapping.map(row);
		}
		catch (RuntimeException ex) {
			note(what.get(), ex);
			return null;
		}
	}

	void note(String what, RuntimeException failure) {
		this.count.incrementAndGet();
		if (failure instanceof UnrestorableContentException) {
			noteUnreadable(String.valueOf(failure.getMessage()));
			return;
		}
		if (this.told.size() < TOLD_AT_MOST && this.told.add(what)) {
			logger.warn("The Musubito store '" + this.location + "' is damaged: " + what + " can't be read ("
					+ failure.getMessage() + "). It counts as missing, and a step that it belongs to executes and is "
					+ "recorded anew. The meter musubito.degraded counts how often that is met.");
		}
	}

	/**
	 * Tells of a content that is not damaged, but can't be read as this application is
	 * configured.
	 * @param reason why, as a part of a sentence
	 */
	void noteUnreadable(String reason) {
		if (this.told.size() < TOLD_AT_MOST && this.told.add(reason)) {
			logger.warn("Some of what the Musubito store '" + this.location + "' has can't be read: " + reason
					+ ". Until then it counts as missing: steps execute again, and what they return replaces it.");
		}
	}

	/**
	 * How many bytes of a content are read at most.
	 */
	long largest() {
		return this.columns.largest();
	}

	/**
	 * How often one was met.
	 */
	long count() {
		return this.count.get();
	}

	/**
	 * Reads a row.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	interface Mapping<T> {

		@Nullable T map(ResultSet row) throws SQLException;

	}

}
