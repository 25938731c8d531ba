package io.musubito.artifact;

import java.util.function.Function;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes objects of a class of Spring AI in a form that says all of their content.
 *
 * @param <T> the class or interface
 */
final class SpringAiSerializer<T> extends ValueSerializer<T> {

	private final Class<T> type;

	private final Function<T, ?> form;

	SpringAiSerializer(Class<T> type, Function<T, ?> form) {
		this.type = type;
		this.form = form;
	}

	@Override
	public void serialize(T value, JsonGenerator generator, SerializationContext context) {
		if (!this.type.isInterface() && value.getClass() != this.type) {
			context.reportBadDefinition(this.type,
					"there is a %s, a subclass of %s. What it holds beyond that would be lost. Return what you need of it in a record."
						.formatted(value.getClass().getName(), this.type.getName()));
		}
		context.writeValue(generator, this.form.apply(value));
	}

}
