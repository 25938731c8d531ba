package io.musubito.value;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the shapes of records, and of classes of the application and of libraries: they
 * count by field. An accessor may show less, or something else.
 */
final class ObjectShapes {

	private final Fields fields;

	ObjectShapes(Fields fields) {
		this.fields = fields;
	}

	Shape ofRecord(Class<?> type) {
		return of(type, () -> {
			List<ObjectProperty> properties = new ArrayList<>();
			for (RecordComponent component : type.getRecordComponents()) {
				properties.add(ObjectProperty.of(component.getName(), type.getDeclaredField(component.getName())));
			}
			return new ObjectShape(type, properties, false);
		});
	}

	/**
	 * The state of a class is its fields, those of superclasses first.
	 * @param type the class
	 * @return its shape
	 */
	Shape ofFields(Class<?> type) {
		return of(type, () -> new ObjectShape(type, properties(type, (name) -> true, (name) -> false), false));
	}

	/**
	 * The same without what is not set and not relevant.
	 * @param type the class
	 * @param relevant which fields belong to its identity
	 * @param secret which fields must not be shown
	 * @return its shape
	 */
	Shape ofSetFields(Class<?> type, Predicate<String> relevant, Predicate<String> secret) {
		return of(type, () -> new ObjectShape(type, properties(type, relevant, secret), true));
	}

	/**
	 * A class whose content is told in a way of its own, with the fields that are not
	 * known to it: a later version of the class may have more.
	 * @param type the class
	 * @param known the names of the fields that are told, or left out on purpose
	 * @param writer tells the properties
	 * @return its shape
	 */
	Shape ofKnown(Class<?> type, Set<String> known, Shape writer) {
		return of(type, () -> {
			ObjectShape rest = new ObjectShape(type, properties(type, (name) -> !known.contains(name), (name) -> false),
					true);
			return new TaggedShape(type, (walk, value, declared) -> {
				walk.sink().begin(Container.OBJECT);
				writer.write(walk, value, declared);
				rest.writeProperties(walk, value);
				walk.sink().end(Container.OBJECT);
			});
		});
	}

	/**
	 * The fields of a class, by name.
	 */
	List<ObjectProperty> properties(Class<?> type, Predicate<String> relevant, Predicate<String> secret)
			throws IllegalAccessException {
		List<ObjectProperty> properties = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Field field : this.fields.of(type)) {
			String name = field.getName();
			if (relevant.test(name)) {
				ObjectProperty property = ObjectProperty
					.of((names.add(name)) ? name : field.getDeclaringClass().getSimpleName() + "." + name, field);
				properties.add((secret.test(name)) ? property.asSecret() : property);
			}
		}
		return List.copyOf(properties);
	}

	static Shape of(Class<?> type, Finder finder) {
		try {
			return finder.find();
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			return new RefusedShape("its module is not open to reflection");
		}
		catch (Refusal ex) {
			return new RefusedShape(ex.reason());
		}
		catch (LinkageError ex) {
			return new RefusedShape("a class that it refers to is missing");
		}
	}

	/**
	 * Finds the shape of a class.
	 */
	interface Finder {

		Shape find() throws ReflectiveOperationException;

	}

}
