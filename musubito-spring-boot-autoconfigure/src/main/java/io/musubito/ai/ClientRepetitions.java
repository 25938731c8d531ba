package io.musubito.ai;

import java.lang.reflect.Method;

import io.musubito.ModelLimitException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Whether the client of a provider repeats requests by itself, which nobody sees who
 * counts them.
 */
final class ClientRepetitions {

	private ClientRepetitions() {
	}

	/**
	 * How often it repeats one.
	 * @param options the options of the request, or of the model
	 * @return the number; 0 also where options do not say it
	 */
	static int of(@Nullable Object options) {
		Method method = (options != null) ? ReflectionUtils.findMethod(options.getClass(), "getMaxRetries") : null;
		if (method == null) {
			return 0;
		}
		ReflectionUtils.makeAccessible(method);
		Object repetitions = ReflectionUtils.invokeMethod(method, options);
		return (repetitions instanceof Integer number) ? number : 0;
	}

	static ModelLimitException refusal(@Nullable String model, int repetitions) {
		return new ModelLimitException("Model '" + model + "' has limits below musubito.ai.limits, and its client "
				+ "repeats a request by itself up to " + repetitions
				+ " times, which can't be counted. Set spring.ai.openai.max-retries=0, or maxRetries(0) where the model is built, and repeat the "
				+ "method that calls the model, as @Retryable does: each repetition then takes a place.");
	}

}
