package io.musubito.aop;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.musubito.MusubitoStep;
import io.musubito.identity.KeyText;

/**
 * What is declared of a step that says which calls are one and which results are kept:
 * its parameters, and the expressions of its annotation. It is part of the identity: what
 * was recorded under another declaration was recorded for other calls, or would not have
 * been kept.
 */
final class DeclaredExpressions {

	private static final String PARAMETERS = "parameters";

	private final SortedMap<String, String> components = new TreeMap<>();

	/**
	 * Reads the declaration.
	 * @param annotation the annotation of the method
	 * @param parameters all parameters of the method
	 * @param counted those that are inputs
	 */
	DeclaredExpressions(MusubitoStep annotation, List<StepMethod.StepParameter> parameters,
			List<StepMethod.StepParameter> counted) {
		if (annotation.key().isEmpty() && !counted.isEmpty()) {
			this.components.put(PARAMETERS,
					counted.stream()
						.map((parameter) -> parameter.type().getTypeName() + " " + parameter.name())
						.sorted()
						.collect(Collectors.joining(", ")));
		}
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
