package io.musubito.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what Boot does not of a price or a limit that no property takes: the name of a
 * model ends at its first dot, unless it is in brackets. Goes before Boot's own.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DottedNameFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final String PRICES = "musubito.ai.prices.";

	private static final String LIMITS = "musubito.ai.limits.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		for (ConfigurationProperty unbound : cause.getUnboundProperties()) {
			String name = unbound.getName().toString();
			String origin = (unbound.getOrigin() != null) ? " (" + unbound.getOrigin() + ")" : "";
			if (name.startsWith(LIMITS)) {
				return new FailureAnalysis("Property '" + name + "'" + origin + " is not one of a limit. A model has "
						+ "requests-per-minute, tokens-per-minute and concurrent, and its name ends at its first dot "
						+ "unless it is written in brackets.",
						"Write names with dots in brackets: " + LIMITS + "[gpt-4.1].concurrent in properties, "
								+ "\"[gpt-4.1]\": in YAML.",
						cause);
			}
			if (name.startsWith(PRICES)) {
				return new FailureAnalysis("Property '" + name + "'" + origin + " is not one of a price. A price has "
						+ "input, output and cached-input, and the name of its model ends at its first dot unless it is "
						+ "written in brackets.",
						"Write names with dots in brackets: " + PRICES + "[gpt-4.1].input in properties, "
								+ "\"[gpt-4.1]\": in YAML.",
						cause);
			}
		}
		return null;
	}

}
