package io.musubito.artifact;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Refuses a value where any may be.
 */
final class RefusingSerializer extends ValueSerializer<Object> {

	private final Class<?> type;

	private final String reason;

	RefusingSerializer(Class<?> type, String reason) {
		this.type = type;
		this.reason = reason;
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		context.reportBadDefinition(this.type, "there is a %s. %s".formatted(this.type.getName(), this.reason));
	}

	@Override
	public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		serialize(value, generator, context);
	}

}
