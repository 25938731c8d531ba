package io.musubito.value;

import java.lang.reflect.Type;

/**
 * The shape of values that can't be hashed.
 *
 * @param reason why, a clause
 */
record RefusedShape(String reason) implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		throw new Refusal(value.getClass(), this.reason);
	}

	@Override
	public boolean leaf() {
		return true;
	}

}
