package io.musubito.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes sets: those without an order sorted by the bytes of their elements, others in
 * the order that they have or may have.
 */
final class UnorderedSetSerializer extends UnorderedSerializer<Set<?>> {

	private static final Object DEPTH = UnorderedSetSerializer.class;

	UnorderedSetSerializer(ValueSerializer<Object> delegate) {
		super(delegate);
	}

	@Override
	UnorderedSerializer<Set<?>> with(ValueSerializer<Object> delegate) {
		return new UnorderedSetSerializer(delegate);
	}

	@Override
	public void serialize(Set<?> set, JsonGenerator generator, SerializationContext context) {
		if (isOrdered(set, set.size())) {
			delegate().serialize(set, generator, context);
			return;
		}
		generator.writeStartArray(set, set.size());
		for (byte[] element : sorted(set, generator, context)) {
			generator.writeRawValue(new String(element, 1, element.length - 2, StandardCharsets.UTF_8));
		}
		generator.writeEndArray();
	}

	@Override
	public void serializeWithType(Set<?> set, JsonGenerator generator, SerializationContext context,
			TypeSerializer typeSerializer) {
		delegate().serializeWithType(set, generator, context, typeSerializer);
	}

	@Override
	public boolean isEmpty(SerializationContext context, Set<?> set) {
		return set.isEmpty();
	}

	private List<byte[]> sorted(Set<?> set, JsonGenerator generator, SerializationContext context) {
		Object outer = context.getAttribute(DEPTH);
		// Each element has a generator of its own, which would count from zero
		int depth = ((outer != null) ? (int) outer : 0) + generator.streamWriteContext().getNestingDepth();
		generator.streamWriteConstraints().validateNestingDepth(depth);
		context.setAttribute(DEPTH, depth);
		List<byte[]> elements = new ArrayList<>(set.size());
		for (Object element : set) {
			elements.add(encode((set instanceof EnumSet) ? enumSet(element) : Collections.singleton(element), context));
		}
		context.setAttribute(DEPTH, outer);
		elements.sort(Arrays::compareUnsigned);
		return elements;
	}

	private byte[] encode(Set<?> single, SerializationContext context) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator generator = context.createGenerator(bytes)) {
			delegate().serialize(single, generator, context);
		}
		return bytes.toByteArray();
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Set<?> enumSet(@Nullable Object element) {
		return EnumSet.of((Enum) element);
	}

}
