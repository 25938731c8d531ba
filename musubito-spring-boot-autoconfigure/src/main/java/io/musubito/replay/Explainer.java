package io.musubito.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.lineage.Origin;
import io.musubito.store.Baseline;
import io.musubito.store.Node;
import io.musubito.store.Production;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Explains an execution: by the decision that led to it, and by all that differs from an
 * earlier call.
 */
public final class Explainer {

	static final String STALE_BY = "by ";

	static final String SCHEME = "scheme";

	private static final String LIBRARY = "library ";

	// Components that are texts: expressions of the annotation
	private static final Set<String> DECLARED = Set.of("key", "unless");

	private static final int SHOWN_VERSION_LENGTH = 60;

	private final Function<String, Optional<Production>> productions;

	/**
	 * Creates the explainer.
	 * @param productions the execution that produced the result of a node, by its id
	 */
	public Explainer(Function<String, Optional<Production>> productions) {
		this.productions = productions;
	}

	/**
	 * Explains an execution.
	 * @param decision the decision; {@link Reason#FIRST_EXECUTION} when no node was found
	 * @param subject the call
	 * @param baseline what it is compared with; {@code null} when there is nothing
	 * @param changedCode the parts of the code that are others than in the baseline;
	 * empty when none is, or they are not known
	 * @return the explanation, of at most 2 KiB
	 */
	public Explanation explain(Decision.Execute decision, ExplainedCall subject, @Nullable Baseline baseline,
			List<Change> changedCode) {
		List<Found> found = new ArrayList<>();
		Node previous = decision.previous();
		if (decision.called() != null) {
			found.add(new Found(decision.reason(), new Change("called " + decision.called(), null, null), null));
		}
		else if (decision.reason() == Reason.STALE && previous != null && previous.staleBy() != null) {
			found.add(staleBy(subject, previous.staleBy()));
		}
		if (baseline != null) {
			found.addAll(new Comparison(subject, baseline, changedCode).changes());
		}
		found.sort(Comparator.comparing(Found::reason));
		Reason reason = decision.reason();
		if (!found.isEmpty() && found.get(0).reason().compareTo(reason) < 0) {
			reason = found.get(0).reason();
		}
		else if (baseline != null && reason == Reason.FIRST_EXECUTION) {
			// Equal components under another node id: only the lineage differs
			reason = Reason.UPSTREAM_CHANGED;
		}
		return ExplanationSize.limit(new Explanation(reason, found.stream().map(Found::change).distinct().toList(),
				(baseline != null) ? baseline.nodeId() : null, rootCauseNodeId(reason, found)));
	}

	/**
	 * Adds to an explanation that a run was resumed from steps.
	 * @param operations the steps
	 * @param why the explanation
	 * @return the explanation, of at most 2 KiB
	 */
	public static Explanation explainResumption(Collection<String> operations, Explanation why) {
		List<Change> changes = new ArrayList<>();
		changes.add(new Change("resumed from " + String.join(", ", operations), null, null));
		changes.addAll(why.changes());
		return ExplanationSize
			.limit(new Explanation(why.reason(), changes, why.baselineNodeId(), why.rootCauseNodeId()));
	}

	private static @Nullable String rootCauseNodeId(Reason reason, List<Found> found) {
		if (reason != Reason.STALE && reason != Reason.UPSTREAM_CHANGED) {
			return null;
		}
		return found.stream()
			.filter((candidate) -> candidate.reason() == reason)
			.map(Found::rootCauseNodeId)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private Found staleBy(ExplainedCall subject, String staleBy) {
		if (staleBy.equals(subject.key().nodeId())) {
			return new Found(Reason.STALE, new Change(STALE_BY + "invalidation", null, null), staleBy);
		}
		Production producer = this.productions.apply(staleBy).orElse(null);
		if (producer == null) {
			return new Found(Reason.STALE, new Change(STALE_BY + "node " + staleBy, null, null), staleBy);
		}
		RootCause cause = RootCause.of(producer);
		return new Found(Reason.STALE, new Change(STALE_BY + producer.operation(), null, cause.text()), cause.nodeId());
	}

	static Reason reasonFor(String component) {
		if (component.equals("code") || component.startsWith("code ") || component.startsWith(LIBRARY)) {
			return Reason.CODE_CHANGED;
		}
		if (component.equals("version") || component.equals(SCHEME)) {
			return Reason.VERSION_CHANGED;
		}
		return (component.startsWith("input.")) ? Reason.INPUT_CHANGED : Reason.CONFIGURATION_CHANGED;
	}

	/**
	 * One change, and what it is a reason for.
	 *
	 * @param reason the reason
	 * @param change the change
	 * @param rootCauseNodeId the node that caused it; {@code null} when that is this call
	 * or not known
	 */
	private record Found(Reason reason, Change change, @Nullable String rootCauseNodeId) {

	}

	/**
	 * The comparison of a call with its baseline.
	 */
	private final class Comparison {

		private final ExplainedCall subject;

		private final Baseline baseline;

		private final List<Change> changedCode;

		private final List<Found> found = new ArrayList<>();

		private @Nullable JsonNode inputsBefore;

		private @Nullable JsonNode inputsAfter;

		private Comparison(ExplainedCall subject, Baseline baseline, List<Change> changedCode) {
			this.subject = subject;
			this.baseline = baseline;
			this.changedCode = changedCode;
		}

		private List<Found> changes() {
			if (!Objects.equals(before(SCHEME), after(SCHEME))) {
				// All hashes are others then, whether or not what they are of is
				add(Reason.VERSION_CHANGED, new Change("identity " + SCHEME, before(SCHEME), after(SCHEME)));
				return this.found;
			}
			SortedSet<String> components = new TreeSet<>(this.baseline.components().keySet());
			components.addAll(this.subject.key().components().keySet());
			components.removeIf((component) -> Objects.equals(before(component), after(component)));
			if (components.contains("code") && !this.changedCode.isEmpty()) {
				// The methods say more than the hash of all of them
				components.remove("code");
				this.changedCode.forEach((change) -> add(Reason.CODE_CHANGED, new Change(change.component(),
						Shortened.hash(change.before()), Shortened.hash(change.after()))));
			}
			components.forEach(this::add);
			if (this.found.isEmpty() && !this.baseline.nodeId().equals(this.subject.key().nodeId())) {
				this.subject.consumed().values().forEach((origins) -> addUpstream(onlyNew(origins), null, null));
				addUpstream(onlyNew(this.subject.merged()), null, null);
			}
			return this.found;
		}

		private void add(String component) {
			String before = before(component);
			String after = after(component);
			Collection<Origin> origins = this.subject.originsOf(component);
			if (after != null && !origins.isEmpty()) {
				addUpstream(changed(origins), before, after);
			}
			else if (component.equals(ExplainedCall.MERGED)) {
				add(Reason.UPSTREAM_CHANGED, new Change(component, Shortened.hash(before), Shortened.hash(after)));
			}
			else if (component.startsWith("input.")) {
				addInput(component, before, after);
			}
			else if (component.startsWith(LIBRARY)) {
				add(Reason.CODE_CHANGED, new Change(component, version(before), version(after)));
			}
			else if (component.equals("version")) {
				add(Reason.VERSION_CHANGED, new Change(component, version(before), version(after)));
			}
			else if (DECLARED.contains(component)) {
				add(reasonFor(component), new Change(component, version(before), version(after)));
			}
			else {
				add(reasonFor(component), new Change(component, Shortened.hash(before), Shortened.hash(after)));
			}
		}

		private void add(Reason reason, Change change) {
			this.found.add(new Found(reason, change, null));
		}

		private void addInput(String component, @Nullable String before, @Nullable String after) {
			List<Change> changes = List.of();
			if (this.inputsBefore == null && this.inputsAfter == null) {
				this.inputsBefore = InputDifference.parse(this.baseline.inputs());
				this.inputsAfter = InputDifference.parse(this.subject.key().inputs());
			}
			if (this.inputsBefore != null && this.inputsAfter != null) {
				String name = component.substring("input.".length());
				changes = InputDifference.find(component, this.inputsBefore.get(name), this.inputsAfter.get(name));
			}
			if (changes.isEmpty()) {
				changes = List.of(new Change(component, Shortened.hash(before), Shortened.hash(after)));
			}
			changes.forEach((change) -> add(Reason.INPUT_CHANGED, change));
		}

		private void addUpstream(Collection<Origin> origins, @Nullable String before, @Nullable String after) {
			for (Origin origin : origins) {
				RootCause cause = rootCause(origin);
				String now = Objects.requireNonNullElse(Shortened.hash(after), Shortened.hash(origin.artifactId()));
				this.found.add(new Found(Reason.UPSTREAM_CHANGED,
						new Change("upstream " + origin.operation(), Shortened.hash(before),
								(cause != null) ? now + RootCause.CAUSED_BY + cause.text() : now),
						(cause != null) ? cause.nodeId() : null));
			}
		}

		/**
		 * Of the results that a value consists of, those that are others than before.
		 */
		private Collection<Origin> changed(Collection<Origin> origins) {
			Collection<Origin> changed = onlyNew(origins);
			if (changed.isEmpty()) {
				changed = origins.stream().filter((origin) -> origin.why() != null).toList();
			}
			return (changed.isEmpty()) ? origins : changed;
		}

		private Collection<Origin> onlyNew(Collection<Origin> origins) {
			return origins.stream()
				.filter((origin) -> !this.baseline.upstream().contains(origin.producerNodeId()))
				.toList();
		}

		/**
		 * A result that was replayed may still have been produced because of the very
		 * change that is looked for, by a run that came no further.
		 */
		private @Nullable RootCause rootCause(Origin origin) {
			if (origin.why() != null) {
				return RootCause.of(origin, origin.why());
			}
			return Explainer.this.productions.apply(origin.producerNodeId())
				.filter(this::tookThePlaceOfAnUpstream)
				.map(RootCause::of)
				.orElse(null);
		}

		private boolean tookThePlaceOfAnUpstream(Production producer) {
			String earlier = (producer.why() != null) ? producer.why().baselineNodeId() : null;
			return earlier != null && this.baseline.upstream().contains(earlier);
		}

		private @Nullable String before(String component) {
			return this.baseline.components().get(component);
		}

		private @Nullable String after(String component) {
			return this.subject.key().components().get(component);
		}

		private static @Nullable String version(@Nullable String version) {
			return (version == null || version.isEmpty()) ? null : Shortened.text(version, SHOWN_VERSION_LENGTH);
		}

	}

}
