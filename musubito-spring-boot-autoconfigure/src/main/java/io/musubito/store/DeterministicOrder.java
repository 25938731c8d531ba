package io.musubito.store;

import java.util.Set;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/**
 * Puts an order where the value has none, so that equal maps and sets have equal
 * artifacts in every JVM.
 */
final class DeterministicOrder extends ValueSerializerModifier {

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
