package io.musubito.value;

import java.lang.reflect.Type;

/**
 * The shape of a class without state: its objects are alike, and the class says it all.
 *
 * @param tag the class
 */
record ConstantShape(Class<?> tag) implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		walk.sink().end(Container.OBJECT);
	}

	@Override
	public boolean leaf() {
		return true;
	}

}
