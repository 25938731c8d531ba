package io.musubito.run;

import io.musubito.RunKind;
import io.musubito.RunNotResumableException;
import io.musubito.RunView;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.lineage.PipelineCall;
import io.musubito.step.NameSuggestion;
import io.musubito.store.RunDetails;
import org.jspecify.annotations.Nullable;

/**
 * The call of a run that can be made again: its pipeline is there, and takes the
 * arguments that are stored.
 *
 * @param call the call as it is stored
 * @param pipeline the pipeline as it is today
 * @param arguments the arguments
 */
record RepeatableCall(PipelineCall call, Pipeline pipeline, @Nullable Object[] arguments) {

	/**
	 * Checks the call of a run.
	 * @param details the run
	 * @param pipelines the pipelines of today
	 * @param verb what is to be done with the run, for messages: {@code resumed}
	 * @return its call
	 * @throws RunNotResumableException when it can't be made again
	 */
	static RepeatableCall of(RunDetails details, Pipelines pipelines, String verb) {
		PipelineCall call = call(details, verb);
		Pipeline pipeline = pipeline(details.view(), call, pipelines, verb);
		return new RepeatableCall(call, pipeline, arguments(details.view(), pipeline, call, verb));
	}

	private static PipelineCall call(RunDetails details, String verb) {
		RunView origin = details.view();
		PipelineCall call = details.call();
		if (origin.kind() == RunKind.REQUEST) {
			throw refused(origin, verb, "it is a web request, which is not stored. Send the request again: what was "
					+ "recorded is replayed.", null);
		}
		if (call == null) {
			throw refused(origin, verb, "it was run by musubito.pipeline(name, body), which has no call that could be "
					+ "repeated. Run that code again: what was recorded is replayed. Or put it into a method with "
					+ "@MusubitoPipeline.", null);
		}
		if (call.obstacle() != null) {
			throw refused(origin, verb, "its arguments are not there: " + call.obstacle()
					+ " Call the pipeline again: what was recorded is replayed.", null);
		}
		return call;
	}

	private static Pipeline pipeline(RunView origin, PipelineCall call, Pipelines pipelines, String verb) {
		Pipeline pipeline = pipelines.find(origin.pipeline())
			.orElseThrow(() -> refused(origin, verb,
					"the application has no such pipeline any more. "
							+ NameSuggestion.suggest(origin.pipeline(), pipelines.names(),
									"It has no method with @MusubitoPipeline.")
							+ " Give it its earlier name for this run.",
					null));
		if (!pipeline.signature().equals(call.signature())) {
			throw refused(origin, verb,
					"the parameters of the pipeline were " + call.signature() + " and are " + pipeline.signature()
							+ " now, for which its arguments are not meant. Call the pipeline with the arguments of "
							+ "today.",
					null);
		}
		return pipeline;
	}

	private static @Nullable Object[] arguments(RunView origin, Pipeline pipeline, PipelineCall call, String verb) {
		String reason = "the classes of its arguments are others than they were. Call the pipeline with the "
				+ "arguments of today.";
		try {
			String json = call.arguments();
			@Nullable Object[] arguments = (json != null) ? pipeline.arguments(json) : null;
			if (arguments == null) {
				throw refused(origin, verb, reason, null);
			}
			return arguments;
		}
		catch (ArtifactFormatException ex) {
			throw refused(origin, verb, reason, ex);
		}
	}

	static RunNotResumableException refused(RunView origin, String verb, String reason, @Nullable Throwable cause) {
		return new RunNotResumableException(origin.runId(),
				"Run '" + origin.runId() + "' of '" + origin.pipeline() + "' can't be " + verb + ": " + reason, cause);
	}

}
