package io.musubito.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * The shape of classes of libraries, known by name, that have tables or tricks inside,
 * and one method that shows all that they hold.
 *
 * @param tag the class
 * @param getter the method, of type {@code (Object) → Object}
 * @param keepsOrder whether the order of what it shows is content
 * @param nested whether what it shows are maps or collections in a map
 */
record ReadThrough(Class<?> tag, MethodHandle getter, boolean keepsOrder, boolean nested) implements Shape {

	/** Their order shows in another method only. */
	private static final Set<String> UNKNOWN = Set.of("com.google.common.collect.LinkedListMultimap",
			"com.google.common.collect.TreeMultimap", "com.google.common.collect.TreeBasedTable");

	private static final Map<String, String> METHODS = Map.of("com.google.common.collect.Multimap", "asMap",
			"com.google.common.collect.Table", "rowMap", "org.apache.commons.collections4.MultiValuedMap", "asMap",
			"kotlin.Lazy", "getValue", "org.slf4j.Logger", "getName");

	/** Their text says it all; inside they remember what they have worked out. */
	private static final Set<String> TEXTS = Set.of("com.fasterxml.jackson.core.JsonPointer",
			"tools.jackson.core.JsonPointer", "com.google.common.net.MediaType",
			"com.google.common.net.InternetDomainName", "com.openai.azure.AzureOpenAIServiceVersion",
			"io.netty.util.AsciiString");

	static @Nullable Shape find(Class<?> type) {
		if (TEXTS.contains(type.getName())) {
			return Leaf.of(type, Object.class, Object::toString);
		}
		if (UNKNOWN.contains(type.getName())) {
			return new RefusedShape("it has an order of its own, and a map of lists would tell what it holds");
		}
		return Supertypes.of(type)
			.filter((supertype) -> METHODS.containsKey(supertype.getName()))
			.findFirst()
			.map((supertype) -> of(type, supertype, METHODS.get(supertype.getName())))
			.orElse(null);
	}

	private static Shape of(Class<?> type, Class<?> declaring, @Nullable String name) {
		return ObjectShapes.of(type, () -> {
			Method method = declaring.getMethod((name != null) ? name : "toString");
			MethodHandle getter = MethodHandles.publicLookup().unreflect(method);
			return new ReadThrough(type, getter.asType(MethodType.methodType(Object.class, Object.class)),
					IterationOrder.isMeant(type), name != null && name.endsWith("Map"));
		});
	}

	@Override
	public void write(Walk walk, Object value, Type declared) {
		walk.sink().begin(Container.OBJECT);
		walk.property("content", copy(value, read(value)), Object.class);
		walk.sink().end(Container.OBJECT);
	}

	/** What is shown may be a view, of a class that nobody knows. */
	private @Nullable Object copy(Object owner, @Nullable Object shown) {
		if ((shown instanceof SortedMap || shown instanceof SortedSet) && Comparators.of(shown) != null) {
			throw new Refusal(owner.getClass(), "it is sorted in a way of its own");
		}
		if (shown instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = (this.keepsOrder || map instanceof SortedMap) ? new LinkedHashMap<>()
					: new HashMap<>();
			map.forEach((key, element) -> copy.put(key, (this.nested) ? copy(owner, element) : element));
			return copy;
		}
		if (this.nested && shown instanceof List<?> list) {
			return new ArrayList<>(list);
		}
		if (this.nested && shown instanceof Collection<?> collection) {
			return (this.keepsOrder || collection instanceof SortedSet) ? new LinkedHashSet<>(collection)
					: new HashSet<>(collection);
		}
		return shown;
	}

	private @Nullable Object read(Object value) {
		try {
			return (@Nullable Object) this.getter.invokeExact(value);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new Refusal(value.getClass(), "reading it failed with " + ex.getClass().getName(), ex);
		}
	}

}
