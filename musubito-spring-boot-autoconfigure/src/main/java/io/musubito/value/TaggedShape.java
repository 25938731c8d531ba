package io.musubito.value;

import java.lang.reflect.Type;

/**
 * A shape with the class that is told when a place declares another one.
 *
 * @param tag the class
 * @param writer tells a walk about a value
 */
record TaggedShape(Class<?> tag, Shape writer) implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		this.writer.write(walk, value, declared);
	}

}
