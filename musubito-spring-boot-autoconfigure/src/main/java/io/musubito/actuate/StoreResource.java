package io.musubito.actuate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.musubito.MusubitoLineage;
import io.musubito.store.LineageQueries;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The store as a whole.
 */
final class StoreResource {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
		.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final MusubitoLineage lineage;

	private final LineageQueries queries;

	private final Clock clock;

	StoreResource(MusubitoLineage lineage, LineageQueries queries, Clock clock) {
		this.lineage = lineage;
		this.queries = queries;
		this.clock = clock;
	}

	/**
	 * Backs the store up beside its file. The caller does not choose the place: who may
	 * use the endpoint need not be one who may write any file.
	 */
	Backup act(@Nullable String action) {
		if (!"backup".equals(action)) {
			throw EndpointException.badRequest("'action' must be backup, but is '" + action + "'");
		}
		Path store = Path.of(this.queries.summary().location());
		Path target = store.resolveSibling(store.getFileName() + ".backup-" + TIMESTAMP.format(this.clock.instant()));
		this.lineage.backup(target);
		return new Backup(target.toString());
	}

	/**
	 * A backup.
	 *
	 * @param file where it is
	 */
	record Backup(String file) implements OperationResponseBody {

	}

}
