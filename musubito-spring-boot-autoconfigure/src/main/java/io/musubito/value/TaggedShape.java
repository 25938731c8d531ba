package io.musubito.value;

import java.lang.reflect.Type;

/**
 * A shape with the class that is told when a place declares another one.
 *
 * @param tag the class
 * @param teller tells a walk about a value
 */
record TaggedShape(Class<?> tag, Shape teller) implements Shape {

	@Override
	public void tell(Walk walk, Object value, Type declared) {
		this.teller.tell(walk, value, declared);
	}

}
