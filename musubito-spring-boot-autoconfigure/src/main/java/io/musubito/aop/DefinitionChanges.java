package io.musubito.aop;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.musubito.StoreException;
import io.musubito.code.CodeFingerprint;
import io.musubito.identity.StepIdentifier;
import io.musubito.step.Step;
import io.musubito.store.DefinitionStore;
import io.musubito.store.KeyComponents;
import io.musubito.store.RecordedCode;
import io.musubito.value.Scheme;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Which steps are not what they were at the last start.
 */
final class DefinitionChanges {

	private static final Log logger = LogFactory.getLog(DefinitionChanges.class);

	private static final int SHOWN_STEPS = 20;

	private static final int SHOWN_LENGTH = 2_000;

	// Beyond, counting would take longer than the number is worth
	private static final long COUNTED_NODES = 10_000;

	private final DefinitionStore store;

	private final ChangedComponents components;

	/**
	 * Creates the report.
	 * @param store remembers the definitions
	 * @param code what a code fingerprint was made of
	 */
	DefinitionChanges(DefinitionStore store, Function<String, Optional<RecordedCode>> code) {
		this.store = store;
		this.components = new ChangedComponents(code);
	}

	/**
	 * Whether nothing is remembered of an earlier start.
	 */
	boolean isFirstStart() {
		try {
			return this.store.findAll().isEmpty();
		}
		catch (StoreException ex) {
			return false;
		}
	}

	/**
	 * Compares the steps with those of the last start and remembers them for the next
	 * one.
	 * @param steps the annotated steps of the application
	 * @return what changed; empty when nothing did
	 */
	Optional<String> report(Collection<Step> steps) {
		Optional<String> changes = Optional.empty();
		try {
			Map<String, SortedMap<String, String>> before = this.store.findAll();
			Map<String, SortedMap<String, String>> now = new TreeMap<>();
			Map<String, CodeFingerprint> code = new HashMap<>();
			for (Step step : steps) {
				now.put(step.definition().operation(), components(step));
				code.put(step.definition().operation(), step.code().get());
			}
			now.entrySet().removeIf((entry) -> KeyComponents.areSame(entry.getValue(), before.get(entry.getKey())));
			boolean sameScheme = checkScheme();
			if (!now.isEmpty()) {
				if (sameScheme) {
					changes = describe(before, now, code);
				}
				this.store.remember(now);
			}
		}
		catch (StoreException ex) {
			logger.warn("It can't be said which steps changed since the last start", ex);
		}
		return changes;
	}

	/**
	 * Under another scheme everything has other hashes, so that nothing can be said of
	 * the steps.
	 */
	private boolean checkScheme() {
		String now = Scheme.NAME;
		String before = this.store.findScheme().orElse(null);
		if (now.equals(before)) {
			return true;
		}
		if (before != null) {
			long nodes = this.store.countNodesOfOtherSchemes(now);
			logger.warn("The identity scheme changed from " + before + " to " + now
					+ ": this release of Musubito tells computations apart in another way than the one that started "
					+ "last. " + ((nodes != 1) ? nodes + " nodes that were" : "1 node that was")
					+ " recorded under other schemes can't be replayed, and what is asked for again runs again.");
		}
		this.store.rememberScheme(now);
		return before == null;
	}

	private static SortedMap<String, String> components(Step step) {
		return StepIdentifier.components(step.definition(), step.code().get().hash(), step.configuration().get(),
				step.state().atStartup().entries());
	}

	private Optional<String> describe(Map<String, SortedMap<String, String>> before,
			Map<String, SortedMap<String, String>> now, Map<String, CodeFingerprint> code) {
		SortedMap<String, String> changed = new TreeMap<>();
		now.forEach((operation, components) -> {
			SortedMap<String, String> earlier = before.get(operation);
			CodeFingerprint fingerprint = code.get(operation);
			if (earlier != null && fingerprint != null) {
				changed.put(operation,
						operation + " (" + this.components.describe(earlier, components, fingerprint) + ")");
			}
		});
		return (changed.isEmpty()) ? Optional.empty()
				: Optional.of("Since the last start " + counted(changed.size(), "step") + " changed: "
						+ shown(changed.values()) + ". " + touched(changed.keySet()));
	}

	private String touched(Set<String> operations) {
		long nodes = this.store.countNodes(operations);
		String sentence = "That touches " + counted(nodes, "node") + " recorded for "
				+ ((operations.size() != 1) ? "them" : "it")
				+ ": what was recorded before the change is not replayed, unless the change is undone";
		if (nodes > COUNTED_NODES) {
			return sentence + ". What is downstream of them was not counted and may follow, as far as results differ";
		}
		long downstream = this.store.countNodesAndDownstream(operations, nodes + COUNTED_NODES + 1) - nodes;
		if (downstream == 0) {
			return sentence;
		}
		return sentence + ". Downstream "
				+ ((downstream > COUNTED_NODES) ? "more than " + COUNTED_NODES + " nodes" : counted(downstream, "node"))
				+ " may follow, as far as results differ";
	}

	private static String shown(Collection<String> changed) {
		StringBuilder text = new StringBuilder();
		int count = 0;
		for (String step : changed) {
			if (count == SHOWN_STEPS || text.length() + step.length() > SHOWN_LENGTH) {
				return text + ((count > 0) ? ", … and " : "") + (changed.size() - count) + " more";
			}
			text.append((count > 0) ? ", " : "").append(step);
			count++;
		}
		return text.toString();
	}

	private static String counted(long count, String what) {
		return count + " " + what + ((count != 1) ? "s" : "");
	}

}
