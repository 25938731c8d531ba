package io.musubito.artifact;

import java.util.function.Function;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads what {@link SpringAiSerializer} writes.
 *
 * @param <T> the class or interface
 * @param <F> its form
 */
final class SpringAiDeserializer<T, F> extends ValueDeserializer<T> {

	private final Class<F> form;

	private final Function<F, T> create;

	SpringAiDeserializer(Class<F> form, Function<F, T> create) {
		this.form = form;
		this.create = create;
	}

	@Override
	public T deserialize(JsonParser parser, DeserializationContext context) {
		return this.create.apply(context.readValue(parser, this.form));
	}

}
