package io.musubito.actuate;

import java.util.List;

import io.musubito.MusubitoRuns;
import io.musubito.RunView;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.util.StringUtils;

/**
 * {@code runs} and {@code runs/{id}}: the newest runs, and one with its journal.
 */
final class RunResource {

	private static final int DEFAULT_LIMIT = 50;

	private final MusubitoRuns runs;

	RunResource(MusubitoRuns runs) {
		this.runs = runs;
	}

	RunList list(EndpointParameters parameters) {
		int limit = parameters.limit(DEFAULT_LIMIT);
		String pipeline = parameters.pipeline();
		return RunList
			.of((StringUtils.hasText(pipeline)) ? this.runs.recent(limit, pipeline) : this.runs.recent(limit));
	}

	RunDescriptor get(String runId, boolean values) {
		return this.runs.find(runId)
			.map((run) -> RunDescriptor.withSteps(run, values))
			.orElseThrow(() -> EndpointException.notFound("run '" + runId + "'"));
	}

	/**
	 * Some runs.
	 *
	 * @param runs the runs without their steps, newest first
	 */
	record RunList(List<RunDescriptor> runs) implements OperationResponseBody {

		static RunList of(List<RunView> runs) {
			return new RunList(runs.stream().map(RunDescriptor::withoutSteps).toList());
		}

	}

}
