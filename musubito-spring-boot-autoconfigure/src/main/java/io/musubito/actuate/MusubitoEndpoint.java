package io.musubito.actuate;

import java.security.Principal;
import java.time.Clock;
import java.util.function.Supplier;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.ReplayMode;
import io.musubito.StoreException;
import io.musubito.quota.ModelLimits;
import io.musubito.report.RunReport;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.run.SubmittedRuns;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.ReadOnlyStoreException;
import io.musubito.store.Retention;
import io.musubito.store.StoreTransfer;
import io.musubito.usage.Prices;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.StringUtils;

/**
 * The endpoint {@code musubito}: a summary at its root, and below it the graph, its nodes
 * and the runs, one class each. This class only finds the one that answers.
 *
 * <p>
 * An unknown id or path is 404, a bad argument 400, a store that can't be reached 503;
 * the body then says why in {@code error}.
 */
@WebEndpoint(id = "musubito")
public final class MusubitoEndpoint {

	private static final Log logger = LogFactory.getLog(MusubitoEndpoint.class);

	private static final String UNKNOWN_CALLER = "unknown caller of the endpoint";

	private final SummaryResource summary;

	private final GraphResource graph;

	private final NodeResource nodes;

	private final RunResource runs;

	private final StoreResource store;

	private final MetricsResource metrics;

	private final UiResource ui;

	private final ReportResource reports;

	private final RetentionResource retention;

	private final ExportResource export;

	private final EndpointSettings settings;

	/**
	 * Creates the endpoint.
	 * @param mode the mode of the application
	 * @param steps its steps
	 * @param lineage answers questions about nodes
	 * @param runs answers questions about runs
	 * @param resumer resumes runs
	 * @param submitted submits runs
	 * @param tracker knows the runs of this process
	 * @param queries gives the counts and the values of nodes
	 * @param nodes has the nodes
	 * @param claims knows what is being executed
	 * @param prices tells what tokens cost
	 * @param limits knows what is used of the limits of models
	 * @param retention removes from the store
	 * @param transfer exports the store
	 * @param settings how the endpoint is exposed
	 */
	public MusubitoEndpoint(ReplayMode mode, StepDefinitions steps, MusubitoLineage lineage, MusubitoRuns runs,
			RunResumer resumer, SubmittedRuns submitted, RunTracker tracker, LineageQueries queries, NodeStore nodes,
			ClaimStore claims, Prices prices, ModelLimits limits, Retention retention, StoreTransfer transfer,
			EndpointSettings settings) {
		this.summary = new SummaryResource(mode, steps, queries, claims, prices, limits);
		this.graph = new GraphResource(lineage, runs, steps, queries, claims);
		this.nodes = new NodeResource(lineage, queries, claims, nodes);
		this.runs = new RunResource(runs, resumer, submitted, new RunProgress(runs, tracker, claims));
		this.store = new StoreResource(lineage, queries, Clock.systemUTC());
		this.metrics = new MetricsResource(queries, steps, prices, limits, Clock.systemUTC());
		this.ui = new UiResource(settings.path());
		this.reports = new ReportResource(new RunReport(runs, lineage, queries, nodes, Clock.systemUTC()),
				settings.application());
		this.retention = new RetentionResource(retention, prices);
		this.export = new ExportResource(transfer);
		this.settings = settings;
	}

	/**
	 * What the store holds and what replaying saved; for a browser, the way to the page.
	 * @param accepted the representation that the caller accepts
	 * @param format {@code json}, the only one there is
	 * @return the summary
	 */
	@ReadOperation(producesFrom = RootFormat.class)
	public WebEndpointResponse<Object> summary(RootFormat accepted, @Nullable String format) {
		if (accepted == RootFormat.HTML && !StringUtils.hasText(format)) {
			return new WebEndpointResponse<>(this.ui.start(), WebEndpointResponse.STATUS_OK,
					RootFormat.HTML.getProducedMimeType());
		}
		return answer(() -> {
			if (!EndpointFormat.JSON.orNamed(format).isJson()) {
				throw EndpointException.jsonOnly("summary", String.valueOf(format));
			}
			return ok(this.summary.get(), (accepted != RootFormat.HTML) ? accepted : RootFormat.JSON);
		});
	}

	/**
	 * Reads what the path names.
	 * @param securityContext the caller
	 * @param accepted the representation that the caller accepts
	 * @param run the run whose graph or export is asked for
	 * @param node the node whose graph is asked for
	 * @param operation the step whose graph or export is asked for
	 * @param direction {@code up}, {@code down} or {@code both}
	 * @param depth how many edges far
	 * @param limit how many nodes or runs at the most
	 * @param pipeline the pipeline whose runs are asked for
	 * @param from the step from which on the run is planned to be resumed
	 * @param characters how long a value of a node may be that is shown as a whole
	 * @param format {@code json}, {@code picture}, {@code mermaid} or {@code dot}: goes
	 * before what the caller accepts
	 * @param period {@code 24h}, {@code 7d} or {@code 30d}: how long a time metrics are
	 * about
	 * @param path what to read
	 * @return the resource
	 */
	@ReadOperation(producesFrom = EndpointFormat.class)
	public WebEndpointResponse<Object> read(SecurityContext securityContext, EndpointFormat accepted,
			@Nullable String run, @Nullable String node, @Nullable String operation, @Nullable String direction,
			@Nullable String depth, @Nullable String limit, @Nullable String pipeline, @Nullable String from,
			@Nullable String characters, @Nullable String format, @Nullable String period,
			@Selector(match = Match.ALL_REMAINING) String... path) {
		EndpointParameters parameters = new EndpointParameters(run, node, operation, direction, depth, limit, pipeline,
				from, characters, format, period);
		boolean values = this.settings.showsValues(securityContext);
		return answer(() -> {
			EndpointPath resource = EndpointPath.of(path);
			if (resource.isBelow("ui")) {
				return this.ui.file(resource.rest());
			}
			if ("runs/{id}/report".equals(resource.pattern())) {
				return this.reports.get(resource.id(), accepted, format, values);
			}
			if ("export".equals(resource.pattern())) {
				return this.export.get(parameters, accepted, values);
			}
			EndpointFormat wanted = accepted.orNamed(format);
			if ("session".equals(resource.pattern())) {
				return ok(this.settings.session(securityContext), wanted);
			}
			return ok(read(resource, wanted, parameters, values), wanted);
		});
	}

	/**
	 * Does what the action says with what the path names.
	 * @param securityContext the caller
	 * @param action what to do: {@code invalidate}, {@code erase}, {@code resolve},
	 * {@code resume} or {@code backup}
	 * @param happened whether the effect that is resolved happened
	 * @param value what it returned, or what the step returns that is overridden, as JSON
	 * @param from the step that a run is resumed from
	 * @param override the step whose result is given when a run is resumed, or a node of
	 * it
	 * @param pipeline the pipeline of a run that is submitted
	 * @param arguments its arguments, a JSON array in a string
	 * @param path with what
	 * @return what was done
	 */
	@WriteOperation
	public WebEndpointResponse<Object> write(SecurityContext securityContext, @Nullable String action,
			@Nullable String happened, @Nullable String value, @Nullable String from, @Nullable String override,
			@Nullable String pipeline, @Nullable String arguments,
			@Selector(match = Match.ALL_REMAINING) String... path) {
		Principal principal = securityContext.getPrincipal();
		String who = (principal != null) ? principal.getName() : UNKNOWN_CALLER;
		boolean values = this.settings.showsValues(securityContext);
		return answer(() -> {
			EndpointPath target = EndpointPath.of(path);
			return ok(switch (target.pattern()) {
				case "nodes/{id}" -> this.nodes.act(target.id(), NodeAction.of(action, happened, value), who);
				case "runs/{id}" ->
					this.runs.act(target.id(), action, ResumeAction.options(from, override, value, who), values);
				case "runs" -> this.runs.submit(pipeline, arguments, values);
				case "store" -> this.store.act(action);
				case "", "export", "graph", "metrics" -> throw EndpointException.methodNotAllowed(target);
				default -> throw EndpointException.notFound("resource '" + target + "'");
			}, null);
		});
	}

	/**
	 * Removes now what is beyond the limits of the application.
	 * @param olderThan the age of what is removed, in place of that of the application
	 * @param dryRun {@code true} to be told only
	 * @return what was removed, and what it takes to compute it again
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> retain(@Nullable String olderThan, @Nullable String dryRun) {
		return answer(() -> ok(this.retention.act(olderThan, dryRun), null));
	}

	/**
	 * Takes a node out of what is replayed, as the deletion of a cache evicts it: it and
	 * what depends on it run when they are next asked for. Nothing that was recorded is
	 * lost. The same as writing {@code invalidate}.
	 * @param path which node
	 * @return how many nodes became stale
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> delete(@Selector(match = Match.ALL_REMAINING) String... path) {
		return answer(() -> {
			EndpointPath target = EndpointPath.of(path);
			return ok(switch (target.pattern()) {
				case "nodes/{id}" -> this.nodes.invalidate(target.id());
				case "", "export", "graph", "metrics", "runs", "runs/{id}", "store" ->
					throw EndpointException.notDeletable(target);
				default -> throw EndpointException.notFound("resource '" + target + "'");
			}, null);
		});
	}

	private Object read(EndpointPath path, EndpointFormat format, EndpointParameters parameters, boolean values) {
		String pattern = path.pattern();
		if ("graph".equals(pattern)) {
			return this.graph.get(parameters, format);
		}
		Object body = switch (pattern) {
			case "" -> this.summary.get();
			case "metrics" -> this.metrics.get(parameters.period());
			case "nodes/{id}" -> this.nodes.get(path.id(), parameters.characters(), values);
			case "nodes/{id}/provenance" -> this.nodes.provenance(path.id(), parameters.characters(), values);
			case "nodes/{id}/invalidation" -> this.nodes.invalidation(path.id());
			case "nodes/{id}/diff/{id}" -> this.nodes.diff(path.id(), path.otherId(), values);
			case "runs" -> this.runs.list(parameters);
			case "runs/{id}" -> this.runs.get(path.id(), values);
			case "runs/{id}/plan" -> this.runs.plan(path.id(), parameters.from(), values);
			case "runs/{id}/diff" -> throw EndpointException
				.badRequest("the run to compare with is missing: runs/" + path.id() + "/diff/<id of the other run>");
			case "runs/{id}/diff/{id}" -> this.runs.diff(path.id(), path.otherId(), values);
			default -> throw EndpointException.notFound("resource '" + path + "'");
		};
		if (!format.isJson()) {
			throw (StringUtils.hasText(parameters.format()))
					? EndpointException.jsonOnly("resource '" + path + "'", parameters.format())
					: EndpointException.notAcceptable(path.toString(), EndpointFormat.JSON);
		}
		return body;
	}

	private static WebEndpointResponse<Object> ok(Object body, @Nullable Producible<?> format) {
		return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK,
				(format != null) ? format.getProducedMimeType() : null);
	}

	private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> answer) {
		try {
			return answer.get();
		}
		catch (EndpointException ex) {
			return refusal(ex.status(), String.valueOf(ex.getMessage()));
		}
		catch (ReadOnlyStoreException ex) {
			EndpointException refused = EndpointException.readOnly(ex);
			return refusal(refused.status(), String.valueOf(refused.getMessage()));
		}
		catch (StoreException ex) {
			logger.warn("The store could not answer a request to the endpoint", ex);
			return refusal(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE,
					"The store could not be read or written; the log of the application says why");
		}
	}

	private static WebEndpointResponse<Object> refusal(int status, String message) {
		return new WebEndpointResponse<>(new Refusal(message), status, EndpointFormat.JSON.getProducedMimeType());
	}

	/**
	 * The body of an answer that is not the one that was asked for.
	 *
	 * @param error why
	 */
	record Refusal(String error) implements OperationResponseBody {

	}

}
