package io.musubito.store;

import java.util.Objects;
import java.util.SortedMap;

import io.musubito.identity.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Compares what keys are made of, whatever may be read of it.
 */
public final class KeyComponents {

	private KeyComponents() {
	}

	/**
	 * Whether a component has the same value in two keys, whatever may be read of it.
	 * @param name the name of the component
	 * @param one the component of one key; {@code null} when that has none
	 * @param other the component of the other key; {@code null} when that has none
	 * @return whether it has
	 */
	public static boolean isSame(String name, @Nullable String one, @Nullable String other) {
		return Objects.equals(one, other) || (one != null && other != null
				&& Identity.identifying(name, one).equals(Identity.identifying(name, other)));
	}

	/**
	 * Whether all components are the same.
	 * @param one the components of one key
	 * @param other the components of the other key; {@code null} when there is none
	 * @return whether they are
	 */
	public static boolean areSame(SortedMap<String, String> one, @Nullable SortedMap<String, String> other) {
		return other != null && one.keySet().equals(other.keySet())
				&& one.keySet().stream().allMatch((name) -> isSame(name, one.get(name), other.get(name)));
	}

}
