package io.musubito.actuate;

import java.util.Locale;
import java.util.Objects;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.step.StepDefinitions;

/**
 * {@code graph}: a part of the execution graph, for programs and for two renderers.
 */
final class GraphResource {

	private final MusubitoLineage lineage;

	private final MusubitoRuns runs;

	private final StepDefinitions steps;

	GraphResource(MusubitoLineage lineage, MusubitoRuns runs, StepDefinitions steps) {
		this.lineage = lineage;
		this.runs = runs;
		this.steps = steps;
	}

	Object get(EndpointParameters parameters, EndpointFormat format) {
		GraphQuery query = parameters.graphQuery();
		Graph graph = this.lineage.graph(query);
		if (graph.nodes().isEmpty() && !isKnown(query)) {
			throw EndpointException
				.notFound(query.selector().name().toLowerCase(Locale.ROOT) + " '" + query.value() + "'");
		}
		return switch (format) {
			case DOT -> DotRenderer.render(graph);
			case MERMAID -> MermaidRenderer.render(graph);
			case JSON, ACTUATOR_V2, ACTUATOR_V3 -> GraphDescriptor.of(graph);
			case HTML -> throw EndpointException.notAcceptable("graph");
		};
	}

	// Tells what has no nodes yet from what does not exist.
	private boolean isKnown(GraphQuery query) {
		String value = Objects.requireNonNullElse(query.value(), "");
		return switch (query.selector()) {
			case ALL -> true;
			case RUN -> this.runs.find(value).isPresent();
			case NODE -> this.lineage.find(value).isPresent();
			case OPERATION -> this.steps.find(value).isPresent();
		};
	}

}
