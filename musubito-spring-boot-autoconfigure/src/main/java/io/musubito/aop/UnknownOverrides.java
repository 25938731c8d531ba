package io.musubito.aop;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.StepDefinitionException;
import io.musubito.step.NameSuggestion;
import io.musubito.step.StepOverrides;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks at what the configuration says of steps that the application doesn't have. What
 * it may have with other profiles is told, since profiles may share a file. Any other
 * name is refused: it is probably misspelt, and a TTL that has no effect replays old
 * answers.
 */
final class UnknownOverrides {

	private static final Log logger = LogFactory.getLog(StepMethods.class);

	private static final String NO_STEPS = "The application has no steps with an annotation.";

	private final StepOverrides overrides;

	private final Supplier<BodyStepNames> inCode;

	/**
	 * Creates it.
	 * @param overrides what the configuration says
	 * @param inCode the names in class files, asked for when they are needed
	 */
	UnknownOverrides(StepOverrides overrides, Supplier<BodyStepNames> inCode) {
		this.overrides = overrides;
		this.inCode = inCode;
	}

	/**
	 * Checks them.
	 * @param operations the steps that are known
	 * @throws StepDefinitionException if nothing in the application has such a name
	 */
	void check(Set<String> operations) {
		Set<String> unknown = new TreeSet<>(this.overrides.byOperation().keySet());
		unknown.removeAll(operations);
		if (unknown.isEmpty()) {
			return;
		}
		BodyStepNames names = this.inCode.get();
		unknown.removeAll(names.ofBodies());
		for (String operation : unknown) {
			if (names.ofBeans().stream().noneMatch((name) -> isNamed(operation, name))) {
				throw refused(operation, operations, names);
			}
			logger.warn("The configuration has 'musubito.steps." + operation
					+ "', which has no effect: the class files "
					+ "of the application or the starter name such a step, but there is no bean of it, perhaps for want "
					+ "of a profile or of a property (musubito.ai.advisor.enabled=true for 'chat'). If there never is "
					+ "one, remove the key.");
		}
	}

	/**
	 * A default name has the types of parameters, where there are several methods, and
	 * the bean, where there are several.
	 */
	private static boolean isNamed(String operation, String name) {
		return operation.equals(name) || operation.startsWith(name + "(") || operation.startsWith(name + "@");
	}

	private static StepDefinitionException refused(String operation, Set<String> operations, BodyStepNames names) {
		Set<String> candidates = new TreeSet<>(operations);
		candidates.addAll(names.ofBodies());
		return new StepDefinitionException("The configuration has 'musubito.steps." + operation
				+ "', but there is no such step. " + NameSuggestion.suggest(operation, candidates, NO_STEPS)
				+ " A name with dots or '#' is written in brackets: musubito.steps[com.acme.Writer#draft]. "
				+ "The steps of a bean that is created later are known when its @Bean method declares its "
				+ "class, those of a MusubitoAdvisor when a bean has it or musubito.ai.advisor.enabled=true, a "
				+ "step in the code when its name is a constant: StepSpec.of(\"draft\", …).", null);
	}

}
