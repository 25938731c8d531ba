package io.musubito.artifact;

import java.util.Set;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/**
 * Puts an order where a value has none, so that equal maps and sets have equal artifacts
 * in every JVM, and refuses what the declared type did not show to be no value.
 */
final class ArtifactSerializers extends ValueSerializerModifier {

	@Override
	public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
			ValueSerializer<?> serializer) {
		Class<?> type = description.getBeanClass();
		String reason = UnstorableClasses.reason(type);
		return (reason != null) ? new RefusingSerializer(type, reason) : serializer;
	}

	@Override
	@SuppressWarnings("unchecked")
	public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return new UnorderedMapSerializer((ValueSerializer<Object>) serializer);
	}

	@Override
	@SuppressWarnings("unchecked")
	public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		if (Set.class.isAssignableFrom(type.getRawClass())) {
			return new UnorderedSetSerializer((ValueSerializer<Object>) serializer);
		}
		return serializer;
	}

	/**
	 * Refuses a value where any may be.
	 */
	private static final class RefusingSerializer extends ValueSerializer<Object> {

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

}
