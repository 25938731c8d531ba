package io.musubito.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * The shapes of maps and collections that are not of the JDK. Those that behave like one
 * of the JDK count like it. Others count by class and by field, with what they hold.
 */
final class LibraryCollections {

	/** Their content is all there is to them. */
	private static final List<String> PLAIN = List.of("com.google.common.collect.Immutable",
			"com.google.common.collect.Regular", "com.google.common.collect.Singleton",
			"com.google.common.collect.Lists$", "com.google.gson.internal.LinkedTreeMap", "kotlin.collections.",
			"org.hibernate.collection.spi.");

	/** They have tables or nodes of their own, and nothing else beside their content. */
	private static final List<String> STRUCTURES = List.of("com.google.common.collect.HashBiMap",
			"com.google.common.collect.HashMultiset", "com.google.common.collect.LinkedHashMultiset",
			"com.google.common.collect.CompactHash", "com.google.common.collect.CompactLinkedHash",
			"org.apache.commons.collections4.map.HashedMap", "org.apache.commons.collections4.map.LinkedMap",
			"org.apache.commons.collections4.map.CaseInsensitiveMap",
			"org.eclipse.collections.impl.set.mutable.UnifiedSet",
			"org.eclipse.collections.impl.map.mutable.UnifiedMap",
			"org.eclipse.collections.impl.list.mutable.FastList");

	private static final Set<String> ABSTRACT = Set.of("java.lang.Object", "java.util.AbstractCollection",
			"java.util.AbstractList", "java.util.AbstractSequentialList", "java.util.AbstractSet",
			"java.util.AbstractQueue", "java.util.AbstractMap");

	private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet", "entries", "uniqueSet", "inverse",
			"inverseBidiMap");

	private final ObjectShapes objects;

	LibraryCollections(ObjectShapes objects) {
		this.objects = objects;
	}

	static boolean isPlain(Class<?> type) {
		return PLAIN.stream().anyMatch(type.getName()::startsWith);
	}

	Shape find(Class<?> type, boolean application) {
		if (isPlain(type)) {
			return requireCollection(type);
		}
		if (type == LinkedCaseInsensitiveMap.class) {
			return new TaggedShape(type, LibraryCollections::writeCaseInsensitive);
		}
		if (STRUCTURES.stream().anyMatch(type.getName()::startsWith)) {
			return new TaggedShape(type, requireCollection(type));
		}
		boolean container = !ABSTRACT.contains(jdkParent(type).getName());
		return ObjectShapes.of(type, () -> {
			List<ObjectProperty> state = state(type, application);
			if (state.isEmpty()) {
				return (container) ? new TaggedShape(type, requireCollection(type)) : constant(type);
			}
			return new TaggedShape(type, new WithContent(new ObjectShape(type, state, false), container));
		});
	}

	private static Shape constant(Class<?> type) {
		for (Class<?> current = type; !JdkTypes.contains(current); current = current.getSuperclass()) {
			if (!Fields.instanceFields(current).isEmpty()) {
				return new RefusedShape("all of its fields are transient");
			}
		}
		return new ConstantShape(type);
	}

	private List<ObjectProperty> state(Class<?> type, boolean application) throws ReflectiveOperationException {
		if (application) {
			return this.objects.properties(type, (name) -> true, (name) -> false);
		}
		List<ObjectProperty> state = new ArrayList<>();
		for (Class<?> current = type; !JdkTypes.contains(current); current = current.getSuperclass()) {
			for (Field field : Fields.instanceFields(current)) {
				if (isView(field)) {
					continue;
				}
				if (isStructure(field)) {
					throw new Refusal(type,
							"it keeps what it holds in a way of its own, and a collection of the JDK would tell it");
				}
				state.add(ObjectProperty.of(current.getSimpleName() + "." + field.getName(), field));
			}
		}
		state.sort(Comparator.comparing(ObjectProperty::name));
		return state;
	}

	private static boolean isView(Field field) {
		return !Modifier.isFinal(field.getModifiers()) && VIEWS.contains(field.getName());
	}

	private static boolean isStructure(Field field) {
		Class<?> type = field.getType();
		boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		return type.isArray()
				|| (!container && !type.isEnum() && outermost(type) == outermost(field.getDeclaringClass()));
	}

	private static Class<?> outermost(Class<?> type) {
		Class<?> outer = type;
		while (outer.getEnclosingClass() != null) {
			outer = outer.getEnclosingClass();
		}
		return outer;
	}

	private static Class<?> jdkParent(Class<?> type) {
		Class<?> parent = type;
		while (!JdkTypes.contains(parent)) {
			parent = parent.getSuperclass();
		}
		return parent;
	}

	private static Shape requireCollection(Class<?> type) {
		Shape shape = Containers.findCollection(type);
		return (shape != null) ? shape : new RefusedShape("it is an unknown kind of collection");
	}

	private static void writeCaseInsensitive(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		walk.property("locale", ((LinkedCaseInsensitiveMap<?>) value).getLocale(), Locale.class);
		walk.sink().property("content");
		walk.sink().begin(Container.ORDERED_MAP);
		((Map<?, ?>) value).forEach((key, element) -> walk.entry(key, String.class, element, Object.class));
		walk.sink().end(Container.ORDERED_MAP);
		walk.sink().end(Container.OBJECT);
	}

	/**
	 * A collection with fields of its own.
	 *
	 * @param state the fields
	 * @param container whether it extends a collection of the JDK, which has the elements
	 */
	private record WithContent(ObjectShape state, boolean container) implements Shape {

		@Override
		public void write(Walk walk, Object value, Type declared) {
			walk.sink().begin(Container.OBJECT);
			this.state.writeProperties(walk, value);
			if (this.container) {
				walk.sink().property("content");
				Containers.writeCollection(walk, value, Object.class);
			}
			walk.sink().end(Container.OBJECT);
		}

	}

}
