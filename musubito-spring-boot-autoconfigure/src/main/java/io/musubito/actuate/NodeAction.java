package io.musubito.actuate;

import java.util.Locale;

import io.musubito.EffectResolution;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is to be done with a node, as the body of the request says it.
 *
 * @param name the action
 * @param happened whether an effect happened
 * @param value what it returned, as JSON
 */
record NodeAction(String name, @Nullable String happened, @Nullable String value) {

	static NodeAction of(@Nullable String name, @Nullable String happened, @Nullable String value) {
		if (name == null) {
			throw EndpointException.badRequest("'action' is missing: invalidate, erase or resolve");
		}
		return new NodeAction(name, happened, value);
	}

	EffectResolution resolution() {
		if (!StringUtils.hasText(this.happened)) {
			throw EndpointException.badRequest("'happened' is missing: true or false");
		}
		return switch (this.happened.toLowerCase(Locale.ROOT)) {
			case "true" ->
				(this.value != null) ? EffectResolution.happenedWithJson(this.value) : EffectResolution.happened(null);
			case "false" -> EffectResolution.notHappened();
			default ->
				throw EndpointException.badRequest("'happened' must be true or false, but is '" + this.happened + "'");
		};
	}

}
