package io.musubito.artifact;

import io.musubito.value.IterationOrder;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes containers, those without an order in one that depends on nothing but their
 * content, so that equal ones have equal bytes. How elements look is left to the
 * serializer that Jackson has for the type.
 *
 * @param <T> the kind of container
 */
abstract class UnorderedSerializer<T> extends ValueSerializer<T> {

	private final ValueSerializer<Object> delegate;

	UnorderedSerializer(ValueSerializer<Object> delegate) {
		this.delegate = delegate;
	}

	/**
	 * The same for a place that Jackson has another serializer for.
	 */
	abstract UnorderedSerializer<T> with(ValueSerializer<Object> delegate);

	final ValueSerializer<Object> delegate() {
		return this.delegate;
	}

	@Override
	public final void resolve(SerializationContext context) {
		this.delegate.resolve(context);
	}

	@Override
	@SuppressWarnings("unchecked")
	public final ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
		return with((ValueSerializer<Object>) this.delegate.createContextual(context, property));
	}

	/**
	 * Whether the order in which a container is iterated is its own.
	 */
	static boolean isOrdered(Object container, int size) {
		return size < 2 || IterationOrder.of(container) == IterationOrder.MEANT;
	}

}
