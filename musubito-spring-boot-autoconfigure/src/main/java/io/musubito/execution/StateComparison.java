package io.musubito.execution;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.state.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells whether objects hold after an execution what they held when the call was
 * identified. What the code of the step changes itself doesn't count; so if not, somebody
 * else changed them meanwhile, or the code does in a way that can't be seen.
 */
final class StateComparison {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private StateComparison() {
	}

	static boolean isAsBefore(IdentifiedCall call) {
		if (call.call().step().effect() != null) {
			return true;
		}
		State before = call.state();
		State now = call.call().state().get();
		if (now.hash().equals(before.hash())) {
			return true;
		}
		SortedSet<String> changed = new TreeSet<>(now.entries().keySet());
		changed.addAll(before.entries().keySet());
		changed.removeIf((entry) -> Objects.equals(now.entries().get(entry), before.entries().get(entry)));
		logger.warn("The result of step '" + call.operation() + "' is not kept for replay: while it was executed, "
				+ String.join(", ", changed) + " changed, which its code reads. If results don't depend on that, "
				+ "annotate the field with @MusubitoIgnore.");
		return false;
	}

}
