package io.musubito.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.quota.Limit;
import io.musubito.quota.ModelLimits;
import io.musubito.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Reads the limits of models from the properties, and refuses those that make no sense.
 */
final class ConfiguredLimits {

	private ConfiguredLimits() {
	}

	static ModelLimits of(AiProperties properties, Store store) {
		Map<String, Limit> limits = new LinkedHashMap<>();
		properties.getLimits().forEach((model, limit) -> limits.put(model, limit(model, limit)));
		Duration maxWait = properties.getLimitsMaxWait();
		if (maxWait.isNegative() || maxWait.isZero()) {
			throw new InvalidPropertyException(ModelLimits.MAX_WAIT + " is " + maxWait + ", so no call could wait for "
					+ "its turn. Set it to more than 0");
		}
		return new ModelLimits(limits, maxWait, store);
	}

	private static Limit limit(String model, LimitProperties limit) {
		if (limit.getRequestsPerMinute() == null && limit.getTokensPerMinute() == null
				&& limit.getConcurrent() == null) {
			throw new InvalidPropertyException("No limit is set for model '" + model + "'. Set "
					+ ModelLimits.property(model, "requests-per-minute") + ", tokens-per-minute or concurrent. If the "
					+ "name of the model goes on after '" + model + "', write it in brackets, as here");
		}
		return new Limit(number(model, "requests-per-minute", limit.getRequestsPerMinute()),
				number(model, "tokens-per-minute", limit.getTokensPerMinute()),
				number(model, "concurrent", limit.getConcurrent()));
	}

	private static long number(String model, String part, @Nullable Long value) {
		if (value != null && value <= 0) {
			throw new InvalidPropertyException(ModelLimits.property(model, part) + " is " + value
					+ ", so the model could never be called. Set it to 1 or more, or remove it");
		}
		return (value != null) ? value : Limit.NONE;
	}

}
