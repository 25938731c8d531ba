package io.musubito.identity;

import java.util.List;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * What a value is in the key of an effect: what is left of it when all is taken away that
 * somebody may write in another way without meaning something else.
 */
sealed interface EffectValue {

	/**
	 * {@code null}, and an empty {@code Optional}.
	 */
	record Nothing() implements EffectValue {

	}

	/**
	 * Something with one text.
	 *
	 * @param kind what gives the text its meaning
	 * @param text the text
	 */
	record Atom(EffectKind kind, String text) implements EffectValue {

	}

	/**
	 * Bytes.
	 *
	 * @param sha256 the hash of them in lower-case hex
	 * @param size how many they are
	 */
	record Bytes(String sha256, int size) implements EffectValue {

	}

	/**
	 * A list or an array.
	 *
	 * @param elements what it holds, in its order
	 */
	record Sequence(List<EffectValue> elements) implements EffectValue {

	}

	/**
	 * A set, or a collection that is no list.
	 *
	 * @param elements what it holds, in any order
	 */
	record Unordered(List<EffectValue> elements) implements EffectValue {

	}

	/**
	 * A map.
	 *
	 * @param entries what it holds, in any order
	 */
	record Mapping(List<Entry> entries) implements EffectValue {

	}

	/**
	 * An entry of a map.
	 *
	 * @param key the key
	 * @param value the value
	 */
	record Entry(EffectValue key, EffectValue value) {

	}

	/**
	 * A record or an object of a class of the application.
	 *
	 * @param variant the name of its class; {@code null} where objects of one class are
	 * expected, whose name doesn't count
	 * @param parts its parts by the names by which they count
	 */
	record Composite(@Nullable String variant, SortedMap<String, EffectValue> parts) implements EffectValue {

	}

	/**
	 * A constant of an enum.
	 *
	 * @param variant as for a composite
	 * @param name the name of the constant
	 */
	record Constant(@Nullable String variant, String name) implements EffectValue {

	}

}
