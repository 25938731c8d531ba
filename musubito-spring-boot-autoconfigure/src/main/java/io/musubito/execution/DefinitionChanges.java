package io.musubito.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.StoreException;
import io.musubito.identity.StepIdentifier;
import io.musubito.store.DefinitionStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells at startup which steps are not what they were at the last start, so that nobody
 * is surprised by what runs again.
 */
public final class DefinitionChanges {

	private static final Log logger = LogFactory.getLog(DefinitionChanges.class);

	private static final int SHOWN_STEPS = 20;

	private final DefinitionStore store;

	/**
	 * Creates the report.
	 * @param store remembers the definitions
	 */
	public DefinitionChanges(DefinitionStore store) {
		this.store = store;
	}

	/**
	 * Compares the steps with those of the last start, logs one line when some changed,
	 * and remembers them for the next one.
	 * @param steps the steps of the application
	 */
	public void report(Collection<Step> steps) {
		try {
			Map<String, SortedMap<String, String>> before = this.store.findAll();
			Map<String, SortedMap<String, String>> now = new TreeMap<>();
			steps.forEach((step) -> now.put(step.definition().operation(), components(step)));
			now.entrySet().removeIf((entry) -> entry.getValue().equals(before.get(entry.getKey())));
			boolean sameScheme = checkScheme();
			if (!now.isEmpty()) {
				if (sameScheme) {
					log(before, now);
				}
				this.store.remember(now);
			}
		}
		catch (StoreException ex) {
			logger.warn("It can't be said which steps changed since the last start", ex);
		}
	}

	/**
	 * Under another scheme everything has other hashes, so that nothing can be said of
	 * the steps.
	 */
	private boolean checkScheme() {
		String now = StepIdentifier.SCHEME;
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
		return StepIdentifier.components(step.definition(), step.code().get().hash(), step.configuration().get());
	}

	private void log(Map<String, SortedMap<String, String>> before, Map<String, SortedMap<String, String>> now) {
		List<String> changed = new ArrayList<>();
		long nodes = 0;
		for (Map.Entry<String, SortedMap<String, String>> entry : now.entrySet()) {
			SortedMap<String, String> earlier = before.get(entry.getKey());
			if (earlier != null) {
				changed.add(entry.getKey() + " (" + String.join(", ", differences(earlier, entry.getValue())) + ")");
				nodes += this.store.countNodes(entry.getKey());
			}
		}
		if (changed.isEmpty()) {
			return;
		}
		String steps = String.join(", ", changed.subList(0, Math.min(SHOWN_STEPS, changed.size())))
				+ ((changed.size() > SHOWN_STEPS) ? ", … and " + (changed.size() - SHOWN_STEPS) + " more" : "");
		logger.info("Since the last start " + ((changed.size() != 1) ? changed.size() + " steps" : "1 step")
				+ " changed: " + steps + ". That touches " + ((nodes != 1) ? nodes + " nodes" : "1 node")
				+ " recorded for " + ((changed.size() != 1) ? "them" : "it")
				+ ": what was recorded before the change is not replayed, unless the change is undone.");
	}

	private static SortedSet<String> differences(SortedMap<String, String> before, SortedMap<String, String> now) {
		SortedSet<String> components = new TreeSet<>(before.keySet());
		components.addAll(now.keySet());
		components.removeIf((component) -> Objects.equals(before.get(component), now.get(component)));
		return components;
	}

}
