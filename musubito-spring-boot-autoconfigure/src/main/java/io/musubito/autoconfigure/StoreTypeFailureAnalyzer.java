package io.musubito.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.musubito.autoconfigure.MusubitoProperties.StoreType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which kinds of databases there are when {@code musubito.store.type} names another.
 * Goes before Boot's own, which shows a failed conversion.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StoreTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final String TYPE = "musubito.store.type";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !property.getName().toString().equals(TYPE)) {
			return null;
		}
		String origin = (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		String possible = Arrays.stream(StoreType.values())
			.map((type) -> "'" + type.name().toLowerCase(Locale.ROOT) + "'")
			.collect(Collectors.joining(", "));
		return new FailureAnalysis(
				"Property '" + TYPE + "'" + origin + " is '" + property.getValue() + "', which is no kind of database "
						+ "that this release of Musubito can store in. Possible: " + possible + ".",
				"Set " + TYPE + " to one of these, or leave it out, which is the same as 'sqlite'.", cause);
	}

}
