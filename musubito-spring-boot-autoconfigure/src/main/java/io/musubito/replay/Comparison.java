package io.musubito.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.musubito.Change;
import io.musubito.Reason;
import io.musubito.lineage.Origin;
import io.musubito.store.Baseline;
import io.musubito.store.KeyComponents;
import io.musubito.store.NodeKey;
import io.musubito.store.Production;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The comparison of a call with its baseline.
 */
final class Comparison {

	static final String SCHEME = "scheme";

	private static final String LIBRARY = "library ";

	private static final String PARAMETERS = "parameters";

	// Components that are texts: expressions of the annotation
	private static final Set<String> DECLARED = Set.of("key", "unless", PARAMETERS);

	private static final int SHOWN_VERSION_LENGTH = 60;

	private final ExplainedCall subject;

	private final Baseline baseline;

	private final List<Change> changedCode;

	private final Function<String, Optional<Production>> productions;

	private final List<FoundChange> found = new ArrayList<>();

	private @Nullable JsonNode inputsBefore;

	private @Nullable JsonNode inputsAfter;

	Comparison(ExplainedCall subject, Baseline baseline, List<Change> changedCode,
			Function<String, Optional<Production>> productions) {
		this.subject = subject;
		this.baseline = baseline;
		this.changedCode = changedCode;
		this.productions = productions;
	}

	/**
	 * What differs.
	 */
	List<FoundChange> changes() {
		if (!Objects.equals(before(SCHEME), after(SCHEME))) {
			// All hashes are others then, whether or not what they are of is
			add(Reason.VERSION_CHANGED, new Change("identity " + SCHEME, before(SCHEME), after(SCHEME)));
			return this.found;
		}
		SortedSet<String> components = new TreeSet<>(this.baseline.components().keySet());
		components.addAll(this.subject.key().components().keySet());
		components.removeIf((component) -> NodeKey.isNote(component)
				|| KeyComponents.isSame(component, before(component), after(component)));
		if (components.contains("code") && !this.changedCode.isEmpty()) {
			// The methods say more than the hash of all of them
			components.remove("code");
			this.changedCode.forEach((change) -> add(Reason.CODE_CHANGED,
					new Change(change.component(), Shortened.hash(change.before()), Shortened.hash(change.after()))));
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
		else if (component.equals(NodeKey.MANUAL)) {
			add(reasonFor(component), new Change("upstream result given by hand", null, null));
		}
		else if (component.equals(NodeKey.SAMPLE)) {
			add(reasonFor(component), new Change(component, before, after));
		}
		else if (DECLARED.contains(component)) {
			add(reasonFor(component), new Change(component, version(before), version(after)));
		}
		else {
			add(reasonFor(component), Shortened.change(component, before, after));
		}
	}

	private void add(Reason reason, Change change) {
		this.found.add(new FoundChange(reason, change, null));
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
			this.found.add(new FoundChange(Reason.UPSTREAM_CHANGED,
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
	 * A result that was replayed may still have been produced because of the very change
	 * that is looked for, by a run that came no further.
	 */
	private @Nullable RootCause rootCause(Origin origin) {
		if (origin.why() != null) {
			return RootCause.of(origin, origin.why());
		}
		return this.productions.apply(origin.producerNodeId())
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

	static Reason reasonFor(String component) {
		if (component.equals("code") || component.equals(PARAMETERS) || component.startsWith("code ")
				|| component.startsWith(LIBRARY)) {
			return Reason.CODE_CHANGED;
		}
		if (component.equals("version") || component.equals(SCHEME)) {
			return Reason.VERSION_CHANGED;
		}
		if (component.equals(NodeKey.MANUAL)) {
			return Reason.UPSTREAM_CHANGED;
		}
		return (component.startsWith("input.") || component.equals(NodeKey.SAMPLE)) ? Reason.INPUT_CHANGED
				: Reason.CONFIGURATION_CHANGED;
	}

}
