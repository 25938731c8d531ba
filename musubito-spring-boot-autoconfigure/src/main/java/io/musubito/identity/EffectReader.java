package io.musubito.identity;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.PriorityBlockingQueue;

import io.musubito.MusubitoResult;
import io.musubito.code.Mocks;
import io.musubito.identity.EffectValue.Atom;
import io.musubito.value.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Reads what identifies an effect. Which class holds a text, a number, a list, a set or a
 * map doesn't matter, nor do the names of records, classes and enums where only one is
 * expected. What is not known is refused.
 */
final class EffectReader {

	private static final int MAX_DEPTH = 256;

	private final EffectClasses classes;

	private final Map<Object, Boolean> ancestors = new IdentityHashMap<>();

	EffectReader(EffectClasses classes) {
		this.classes = classes;
	}

	/**
	 * Reads a value.
	 * @param value the value
	 * @param part what it belongs to; {@code null} when nothing is declared of it
	 * @param path where in that it is
	 * @throws EffectRefusal when it can't identify an effect
	 */
	EffectValue read(@Nullable Object value, @Nullable EffectPart part, String path) {
		if (value == null) {
			return new EffectValue.Nothing();
		}
		String mock = Mocks.findName(value);
		if (mock != null) {
			return new EffectValue.Constant("mock", mock);
		}
		Object content = unwrapped(value);
		if (content != value) {
			return read(content, part, path);
		}
		Atom atom = EffectAtoms.find(value);
		if (atom != null) {
			return atom;
		}
		if (value instanceof byte[] bytes) {
			return new EffectValue.Bytes(HexFormat.of().formatHex(Sha256.newDigest().digest(bytes)), bytes.length);
		}
		if (value instanceof Enum<?> constant) {
			return new EffectValue.Constant(variant(constant.getDeclaringClass(), part, path), constant.name());
		}
		if (this.ancestors.size() == MAX_DEPTH) {
			throw new EffectRefusal(value.getClass(), "it is nested more than " + MAX_DEPTH + " levels deep");
		}
		if (this.ancestors.put(value, Boolean.TRUE) != null) {
			throw new EffectRefusal(value.getClass(), "it contains itself");
		}
		EffectValue read = readComposed(value, part, path);
		this.ancestors.remove(value);
		return read;
	}

	private static @Nullable Object unwrapped(Object value) {
		if (value instanceof MusubitoResult<?> result) {
			return result.value();
		}
		if (value instanceof Optional<?> optional) {
			return optional.orElse(null);
		}
		if (value instanceof OptionalInt optional) {
			return optional.isPresent() ? optional.getAsInt() : null;
		}
		if (value instanceof OptionalLong optional) {
			return optional.isPresent() ? optional.getAsLong() : null;
		}
		if (value instanceof OptionalDouble optional) {
			return optional.isPresent() ? optional.getAsDouble() : null;
		}
		return value;
	}

	private EffectValue readComposed(Object value, @Nullable EffectPart part, String path) {
		if (value.getClass().isArray()) {
			List<@Nullable Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(Array.get(value, i));
			}
			return new EffectValue.Sequence(elements(elements, part, path));
		}
		if (value instanceof Map<?, ?> map) {
			refuseHiddenState(value);
			return mapping(map, part, path);
		}
		if (value instanceof Collection<?> collection) {
			refuseHiddenState(value);
			List<EffectValue> elements = elements(collection, part, path);
			return isOrdered(collection) ? new EffectValue.Sequence(elements) : new EffectValue.Unordered(elements);
		}
		if (value instanceof Map.Entry<?, ?> entry) {
			return new EffectValue.Sequence(List.of(within("[key]", entry.getKey(), part, path + EffectTypes.KEY),
					within("[value]", entry.getValue(), part, path + EffectTypes.VALUE)));
		}
		return composite(value, part, path);
	}

	private List<EffectValue> elements(Collection<?> elements, @Nullable EffectPart part, String path) {
		List<EffectValue> values = new ArrayList<>(elements.size());
		for (Object element : elements) {
			values.add(within("[" + values.size() + "]", element, part, path + EffectTypes.ELEMENT));
		}
		return values;
	}

	private EffectValue mapping(Map<?, ?> map, @Nullable EffectPart part, String path) {
		List<EffectValue.Entry> entries = new ArrayList<>(map.size());
		map.forEach(
				(key, value) -> entries.add(new EffectValue.Entry(within("[key]", key, part, path + EffectTypes.KEY),
						within("[*]", value, part, path + EffectTypes.VALUE))));
		return new EffectValue.Mapping(entries);
	}

	private EffectValue composite(Object value, @Nullable EffectPart part, String path) {
		Class<?> type = value.getClass();
		EffectClass known = this.classes.find(type);
		String variant = variant(type, part, path);
		EffectClass names = (known != null) ? known : this.classes.learn(type);
		SortedMap<String, EffectValue> parts = new TreeMap<>();
		for (EffectClass.Member member : names.members()) {
			try {
				parts.put(member.part().canonical(),
						within("." + member.field().getName(), member.field().get(value), member.part(), ""));
			}
			catch (IllegalAccessException ex) {
				throw new EffectRefusal(type, "its fields can't be read: " + ex.getMessage());
			}
		}
		return new EffectValue.Composite(variant, parts);
	}

	/**
	 * The name of a class, where it counts.
	 */
	private @Nullable String variant(Class<?> type, @Nullable EffectPart part, String path) {
		EffectPart.Place place = (part != null) ? part.places().get(path) : null;
		if (place != null && !place.open() && place.type().equals(type.getName())) {
			return (place.plain().equals(this.classes.learn(type).variant())) ? null : this.classes.variant(type);
		}
		String variant = this.classes.variant(type);
		return (place != null && place.plain().equals(variant)) ? null : variant;
	}

	private EffectValue within(String segment, @Nullable Object value, @Nullable EffectPart part, String path) {
		try {
			return read(value, part, path);
		}
		catch (EffectRefusal ex) {
			throw ex.within(segment);
		}
	}

	private static boolean isOrdered(Collection<?> collection) {
		if (collection instanceof PriorityQueue || collection instanceof PriorityBlockingQueue) {
			return false;
		}
		return collection instanceof List || collection instanceof Queue || collection instanceof Deque;
	}

	/**
	 * Refuses a collection of the JDK to which a subclass adds something, and properties
	 * with defaults, which are not among the entries.
	 */
	private void refuseHiddenState(Object value) {
		Class<?> type = value.getClass();
		for (Class<?> current = type; current.getClassLoader() != null; current = current.getSuperclass()) {
			boolean extended = !Modifier.isAbstract(current.getSuperclass().getModifiers())
					&& current.getSuperclass() != Object.class;
			if (extended && Arrays.stream(current.getDeclaredFields())
				.anyMatch((field) -> !Modifier.isStatic(field.getModifiers()))) {
				throw new EffectRefusal(type, "it is a collection with fields of its own");
			}
		}
		if (value instanceof Properties properties && properties.stringPropertyNames().size() != properties.size()) {
			throw new EffectRefusal(type, "its defaults are none of its entries");
		}
	}

}
