package io.musubito.ai;

import io.musubito.quota.ModelLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.Model;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Finds models that repeat requests by themselves although they have limits, when the
 * application starts.
 */
public final class RepeatingModels {

	private RepeatingModels() {
	}

	/**
	 * Says why a model can't be called within its limits.
	 * @param model the model
	 * @param limits the limits
	 * @return why, and what to do; {@code null} when it can
	 */
	public static @Nullable String findRefusal(Model<?, ?> model, ModelLimits limits) {
		Object options = (model instanceof ChatModel chat) ? chat.getOptions() : Held.options(model);
		String name = name(options);
		if (!limits.isLimited(name)) {
			return null;
		}
		int repetitions = ClientRepetitions.of(options);
		if (repetitions > 0) {
			return ClientRepetitions.refusal(name, repetitions).getMessage();
		}
		return (Held.in(model, "retryTemplate") instanceof RetryTemplate template && repeats(template)) ? "Model '"
				+ name + "' has limits below musubito.ai.limits, and " + model.getClass().getName()
				+ " repeats a request by itself, which can't be counted. Set spring.ai.retry.max-attempts=0, or "
				+ "give the model a RetryTemplate that does not repeat where it is built, and repeat the method "
				+ "that calls it, as @Retryable does: each repetition then takes a place." : null;
	}

	private static @Nullable String name(@Nullable Object options) {
		var method = (options != null) ? ReflectionUtils.findMethod(options.getClass(), "getModel") : null;
		if (method == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(method);
		Object name = ReflectionUtils.invokeMethod(method, options);
		return (name != null) ? name.toString() : null;
	}

	private static boolean repeats(RetryTemplate template) {
		return template.getRetryPolicy().getBackOff().start().nextBackOff() != BackOffExecution.STOP;
	}

}
