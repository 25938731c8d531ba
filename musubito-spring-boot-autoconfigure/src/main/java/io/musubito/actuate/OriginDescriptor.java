package io.musubito.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.store.Production;
import org.jspecify.annotations.Nullable;

/**
 * Where the artifact of a node came from.
 *
 * @param runId the run that produced it; {@code null} outside of runs
 * @param pipeline the pipeline of that run
 * @param at when that was; {@code null} when it is not known any more
 */
@JsonInclude(Include.NON_NULL)
record OriginDescriptor(@Nullable String runId, @Nullable String pipeline, @Nullable Instant at) {

	static OriginDescriptor of(Production production) {
		return new OriginDescriptor(production.runId(), production.pipeline(), production.executedAt());
	}

}
