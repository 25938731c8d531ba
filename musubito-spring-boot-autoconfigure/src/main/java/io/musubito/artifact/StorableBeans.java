package io.musubito.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/**
 * Compares what the mapper writes of a class with what it can read of it.
 */
final class StorableBeans {

	private final JsonMapper mapper;

	private final Predicate<Class<?>> applicationTypes;

	StorableBeans(JsonMapper mapper, Predicate<Class<?>> applicationTypes) {
		this.mapper = mapper;
		this.applicationTypes = applicationTypes;
	}

	/**
	 * The properties that are written.
	 * @param type the type
	 * @return its properties; {@code null} when it is not written by property
	 */
	@Nullable List<PropertyWriter> written(JavaType type) {
		ValueSerializer<?> serializer = this.mapper._serializationContext().findValueSerializer(type);
		if (!(serializer instanceof BeanSerializerBase)) {
			return null;
		}
		List<PropertyWriter> properties = new ArrayList<>();
		serializer.properties().forEachRemaining(properties::add);
		return properties;
	}

	/**
	 * Why values of a type can't be read back.
	 * @param type the type
	 * @return the reason and what to do; {@code null} when they can
	 */
	@Nullable String unreadable(JavaType type) {
		DeserializationContext context = this.mapper._deserializationContext();
		if (type.isAbstract() && context.findTypeDeserializer(type) != null) {
			return null;
		}
		ValueDeserializer<?> deserializer;
		try {
			deserializer = context.findNonContextualValueDeserializer(type);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return "is a %s, which can't be read back: %s".formatted(name(type), ex.getMessage());
		}
		if (deserializer instanceof AbstractDeserializer) {
			return "is a %s, which is abstract: what to read back is not known. Declare a concrete class, make it sealed, or annotate it with @JsonTypeInfo."
				.formatted(name(type));
		}
		return (deserializer instanceof BeanDeserializerBase bean) ? unreadable(type, bean) : null;
	}

	private @Nullable String unreadable(JavaType type, BeanDeserializerBase bean) {
		if (this.mapper._serializationContext().findValueSerializer(type) instanceof UnknownSerializer) {
			return "is a %s, which has no fields or properties to store. Use a record or an enum."
				.formatted(name(type));
		}
		List<PropertyWriter> written = written(type);
		if (written == null) {
			return null;
		}
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (instantiator.canCreateUsingDelegate() || instantiator.canCreateUsingArrayDelegate()) {
			return null;
		}
		if (!instantiator.canCreateUsingDefault() && !instantiator.canCreateFromObjectWith()) {
			return "is a %s, which can't be created again. Give it a constructor without parameters, a single one whose parameters are named like its fields (compiled with -parameters), or a @JsonCreator."
				.formatted(name(type));
		}
		return (this.applicationTypes.test(type.getRawClass())) ? lost(type, bean, written) : null;
	}

	private @Nullable String lost(JavaType type, BeanDeserializerBase bean, List<PropertyWriter> written) {
		if (written.stream().anyMatch((property) -> isUnwrapped(property)) || bean.hasAnySetter()) {
			return null;
		}
		Set<String> names = written.stream().map(PropertyWriter::getName).collect(Collectors.toSet());
		for (SettableBeanProperty parameter : parameters(bean.getValueInstantiator())) {
			if (!names.contains(parameter.getName())) {
				return "is a %s, whose constructor has a parameter '%s' without a stored field of that name. Name them alike, or give it a constructor without parameters."
					.formatted(name(type), parameter.getName());
			}
		}
		for (String name : names) {
			if (!bean.hasProperty(name)) {
				return "is a %s, whose field '%s' is stored but can't be set when it is read back. Add it to the constructor."
					.formatted(name(type), name);
			}
		}
		return null;
	}

	private SettableBeanProperty[] parameters(ValueInstantiator instantiator) {
		return (instantiator.canCreateFromObjectWith())
				? instantiator.getFromObjectArguments(this.mapper.deserializationConfig())
				: new SettableBeanProperty[0];
	}

	private static boolean isUnwrapped(PropertyWriter property) {
		return property instanceof BeanPropertyWriter writer && writer.isUnwrapping();
	}

	private static String name(JavaType type) {
		return type.getRawClass().getName();
	}

}
