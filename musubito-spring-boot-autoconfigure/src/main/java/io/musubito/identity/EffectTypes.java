package io.musubito.identity;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.musubito.MusubitoResult;

import org.springframework.core.ResolvableType;

/**
 * What a declared type says about the values of its place.
 */
final class EffectTypes {

	static final String ELEMENT = "[]";

	static final String KEY = "{key}";

	static final String VALUE = "{value}";

	// A type may be a list of itself
	private static final int MAX_PATH = 64;

	private EffectTypes() {
	}

	/**
	 * Visits the places of a type in which objects are.
	 * @param type the type
	 * @param visitor sees each with its path
	 */
	static void places(ResolvableType type, BiConsumer<String, Class<?>> visitor) {
		places("", type, visitor);
	}

	private static void places(String path, ResolvableType type, BiConsumer<String, Class<?>> visitor) {
		Class<?> raw = type.resolve(Object.class);
		if (path.length() > MAX_PATH || EffectAtoms.signature(raw) != null || raw.isPrimitive()) {
			return;
		}
		if (raw.isArray()) {
			places(path + ELEMENT, type.getComponentType(), visitor);
		}
		else if (isWrapper(raw)) {
			places(path, type.as(raw).getGeneric(0), visitor);
		}
		else if (Map.class.isAssignableFrom(raw)) {
			places(path + KEY, type.as(Map.class).getGeneric(0), visitor);
			places(path + VALUE, type.as(Map.class).getGeneric(1), visitor);
		}
		else if (Map.Entry.class.isAssignableFrom(raw)) {
			places(path + KEY, type.as(Map.Entry.class).getGeneric(0), visitor);
			places(path + VALUE, type.as(Map.Entry.class).getGeneric(1), visitor);
		}
		else if (Collection.class.isAssignableFrom(raw)) {
			places(path + ELEMENT, type.as(Collection.class).getGeneric(0), visitor);
		}
		else {
			visitor.accept(path, raw);
		}
	}

	/**
	 * What values of a type are, as far as that tells parameters and fields apart: the
	 * names of classes don't.
	 * @param type the type
	 * @return a text without line breaks and tabulators
	 */
	static String signature(ResolvableType type) {
		return signature(type, 0);
	}

	private static String signature(ResolvableType type, int depth) {
		Class<?> raw = type.resolve(Object.class);
		String atom = EffectAtoms.signature(raw);
		if (atom != null || depth > MAX_PATH) {
			return (atom != null) ? atom : "OBJECT";
		}
		if (raw == byte[].class) {
			return "BYTES";
		}
		if (raw.isArray()) {
			return "LIST<" + signature(type.getComponentType(), depth + 1) + ">";
		}
		if (isWrapper(raw)) {
			return signature(type.as(raw).getGeneric(0), depth + 1);
		}
		if (Map.class.isAssignableFrom(raw)) {
			ResolvableType map = type.as(Map.class);
			return "MAP<" + signature(map.getGeneric(0), depth + 1) + "," + signature(map.getGeneric(1), depth + 1)
					+ ">";
		}
		if (Collection.class.isAssignableFrom(raw)) {
			return (Set.class.isAssignableFrom(raw) ? "SET<" : "LIST<")
					+ signature(type.as(Collection.class).getGeneric(0), depth + 1) + ">";
		}
		return "OBJECT";
	}

	/**
	 * Whether objects of more than one class are expected where a class is declared.
	 */
	static boolean isOpen(Class<?> declared) {
		return declared == Object.class
				|| (!declared.isEnum() && (declared.isInterface() || Modifier.isAbstract(declared.getModifiers())));
	}

	private static boolean isWrapper(Class<?> type) {
		return type == Optional.class || type == MusubitoResult.class;
	}

}
