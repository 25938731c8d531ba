package io.musubito.value;

import java.lang.reflect.Type;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The shape of values that hold no others.
 *
 * @param tag the class that is told when a place declares another one
 * @param writer tells a sink about a value
 */
record Leaf(Class<?> tag, BiConsumer<Sink, Object> writer) implements Shape {

	/**
	 * A shape for a class whose values are one text.
	 * @param <T> the class
	 * @param type the class
	 * @param text the text of a value, the same on each machine
	 * @return the shape
	 */
	@SuppressWarnings("unchecked")
	static <T> Leaf text(Class<T> type, Function<T, String> text) {
		String name = type.getName();
		return new Leaf(type, (sink, value) -> sink.text(name, text.apply((T) value)));
	}

	/**
	 * A shape for a class that only a supertype of it can be named of.
	 * @param <T> the supertype
	 * @param type the class
	 * @param supertype the supertype
	 * @param text the text of a value, the same on each machine
	 * @return the shape
	 */
	@SuppressWarnings("unchecked")
	static <T> Leaf of(Class<?> type, Class<T> supertype, Function<T, String> text) {
		String name = type.getName();
		return new Leaf(type, (sink, value) -> sink.text(name, text.apply((T) value)));
	}

	/**
	 * A shape for a wrapper of a primitive type.
	 * @param <T> the wrapper class
	 * @param type the wrapper class
	 * @param scalar the primitive type
	 * @param value its value as integer or as bits
	 * @return the shape
	 */
	@SuppressWarnings("unchecked")
	static <T> Leaf scalar(Class<T> type, Scalar scalar, ToLongFunction<T> value) {
		return new Leaf(type, (sink, object) -> sink.scalar(scalar, value.applyAsLong((T) object)));
	}

	@Override
	public void write(Walk walk, Object value, Type declared) {
		this.writer.accept(walk.sink(), value);
	}

	@Override
	public boolean leaf() {
		return true;
	}

}
