package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.musubito.StepType;
import io.musubito.identity.ReachedModels;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells at startup which steps ask a model without saying of what type they are: their
 * answers may be another one each time.
 */
final class UndeclaredModelSteps {

	private static final Log logger = LogFactory.getLog(UndeclaredModelSteps.class);

	private final ReachedModels models;

	/**
	 * Creates it.
	 * @param models tells which code asks models
	 */
	UndeclaredModelSteps(ReachedModels models) {
		this.models = models;
	}

	/**
	 * Logs one line for each such step.
	 * @param steps all annotated steps
	 */
	void report(Collection<StepMethod> steps) {
		// To hash all that a step is made of takes longer than all else here
		Map<StepMethod, SortedSet<String>> calls = new IdentityHashMap<>();
		for (StepMethod step : steps) {
			if (step.state() != null) {
				calls.put(step, this.models.calls(step.step().code().get()));
			}
		}
		calls.keySet()
			.stream()
			.filter((step) -> step.step().definition().type() == StepType.DETERMINISTIC)
			.sorted(Comparator.comparing((step) -> step.step().definition().operation()))
			.forEach((step) -> report(step, calls));
	}

	private void report(StepMethod step, Map<StepMethod, SortedSet<String>> calls) {
		SortedSet<String> own = new TreeSet<>(calls.getOrDefault(step, new TreeSet<>()));
		if (own.isEmpty()) {
			return;
		}
		// Asked within other steps, which are recorded for themselves
		SortedSet<String> parts = new TreeSet<>(step.step().code().get().parts().keySet());
		calls.forEach((other, asked) -> {
			if (other != step && parts.contains(part(other.method()))) {
				own.removeAll(asked);
			}
		});
		if (!own.isEmpty() && !WrittenTypes.areWritten(step.method(), step.targetClass())) {
			logger.warn("Step '" + step.step().definition().operation() + "' (" + place(step) + ") asks a model ("
					+ own.first() + "), but is of the default type DETERMINISTIC, so that a ttl "
					+ "under musubito.defaults.stochastic doesn't hold for it. The properties of models count for it "
					+ "as for a stochastic step. It is probably STOCHASTIC: write @MusubitoStep(type = "
					+ "StepType.STOCHASTIC), or type = StepType.DETERMINISTIC to keep it and not to be told again.");
		}
	}

	private static String place(StepMethod step) {
		return step.targetClass().getName() + "#" + step.method().getName();
	}

	/**
	 * The name of a method among the parts of a code fingerprint.
	 */
	private static String part(Method method) {
		return method.getDeclaringClass().getName() + "#" + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getTypeName)
					.collect(Collectors.joining(",", "(", ")"));
	}

}
