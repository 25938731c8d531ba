package io.musubito.identity;

import java.util.Collections;
import java.util.SortedMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the code of a step reaches in a call, beside its inputs.
 *
 * @param hash the hash of what the objects hold that it reads; empty when it reads none
 * @param entries the same by what it is of, to say later what has changed
 * @param codes gives the hash of the code of a class of the application, when objects of
 * it are more than the code of the step expects; otherwise {@code null}
 */
public record Reached(String hash, SortedMap<String, String> entries, Function<Class<?>, @Nullable String> codes) {

	/** Nothing is reached. */
	public static final Reached NOTHING = new Reached("", Collections.emptySortedMap(), (type) -> null);

}
