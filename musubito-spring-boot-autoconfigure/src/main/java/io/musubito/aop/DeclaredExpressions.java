package io.musubito.aop;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.musubito.MusubitoStep;
import io.musubito.identity.KeyText;

/**
 * The expressions of an annotation that say which calls are one and which results are
 * kept. They are part of the identity: what was recorded under another expression was
 * recorded for other calls, or would not have been kept.
 */
final class DeclaredExpressions {

	private final SortedMap<String, String> components = new TreeMap<>();

	DeclaredExpressions(MusubitoStep annotation, List<StepMethod.StepParameter> parameters) {
		add("key", annotation.key(), parameters);
		add("unless", annotation.unless(), parameters);
	}

	private void add(String attribute, String expression, List<StepMethod.StepParameter> parameters) {
		if (!expression.isEmpty()) {
			this.components.put(attribute,
					KeyText.renamed(expression, (variable) -> parameters.stream()
						.filter((parameter) -> variable.equals("p" + parameter.index())
								|| variable.equals("a" + parameter.index()))
						.findFirst()
						.filter((parameter) -> parameters.stream().noneMatch((other) -> other.name().equals(variable)))
						.map(StepMethod.StepParameter::name)
						.orElse(variable)));
		}
	}

	/**
	 * Adds them to the configuration of a step.
	 */
	Supplier<SortedMap<String, String>> over(Supplier<SortedMap<String, String>> configuration) {
		if (this.components.isEmpty()) {
			return configuration;
		}
		SortedMap<String, String> alone = Collections.unmodifiableSortedMap(this.components);
		return () -> {
			SortedMap<String, String> current = configuration.get();
			if (current.isEmpty()) {
				return alone;
			}
			SortedMap<String, String> all = new TreeMap<>(current);
			all.putAll(alone);
			return all;
		};
	}

}
