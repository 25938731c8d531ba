package io.musubito.value;

import java.lang.reflect.Type;
import java.util.List;

/**
 * The shape of an object: its fields by name.
 *
 * @param tag the class
 * @param properties the fields, in an order that depends on nothing but the class
 * @param sparse whether {@code null}, zero and {@code false} are left out, so that a
 * field that a later version of the class has adds nothing as long as it isn't used
 */
record ObjectShape(Class<?> tag, List<ObjectProperty> properties, boolean sparse) implements Shape {

	@Override
	public void write(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		writeProperties(walk, value);
		walk.sink().end(Container.OBJECT);
	}

	void writeProperties(Walk walk, Object value) {
		for (ObjectProperty property : this.properties) {
			Object content = property.read(value);
			if (this.sparse && property.isUnset(content)) {
				continue;
			}
			if (property.secret()) {
				walk.secret(property.name(), content, property.type());
			}
			else {
				walk.property(property.name(), content, property.type());
			}
		}
	}

}
