package io.musubito.artifact;

import java.util.Set;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
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

}
