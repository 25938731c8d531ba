package io.musubito.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.step.StepDefinitions;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.GraphOutline;
import io.musubito.store.LineageQueries;

/**
 * {@code graph}: a part of the execution graph, for programs and for two renderers.
 */
final class GraphResource {

	private final MusubitoLineage lineage;

	private final MusubitoRuns runs;

	private final StepDefinitions steps;

	private final LineageQueries queries;

	private final ClaimStore claims;

	GraphResource(MusubitoLineage lineage, MusubitoRuns runs, StepDefinitions steps, LineageQueries queries,
			ClaimStore claims) {
		this.lineage = lineage;
		this.runs = runs;
		this.steps = steps;
		this.queries = queries;
		this.claims = claims;
	}

	Object get(EndpointParameters parameters, EndpointFormat format) {
		GraphQuery query = parameters.graphQuery();
		return switch (format) {
			case PICTURE -> outline(query);
			case DOT -> DotRenderer.render(graph(query));
			case MERMAID -> MermaidRenderer.render(graph(query));
			case JSON, ACTUATOR_V2, ACTUATOR_V3 -> GraphDescriptor.of(graph(query));
			case HTML, LINES -> throw EndpointException.notAcceptable("graph", EndpointFormat.JSON);
		};
	}

	private Graph graph(GraphQuery query) {
		Graph graph = this.lineage.graph(query);
		requireKnown(query, graph.nodes());
		return graph;
	}

	private OutlineDescriptor outline(GraphQuery query) {
		GraphOutline graph = this.queries.outline(query);
		requireKnown(query, graph.nodes());
		return OutlineDescriptor.of(graph,
				this.claims.findAll().stream().map(Claim::nodeId).collect(Collectors.toSet()));
	}

	// Tells what has no nodes yet from what does not exist.
	private void requireKnown(GraphQuery query, List<?> nodes) {
		if (nodes.isEmpty() && !isKnown(query)) {
			throw EndpointException
				.notFound(query.selector().name().toLowerCase(Locale.ROOT) + " '" + query.value() + "'");
		}
	}

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
