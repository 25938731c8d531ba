package io.musubito.identity;

import java.lang.reflect.Type;

import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One input of a step call.
 *
 * @param name the name of the parameter
 * @param value the argument
 * @param declaredType the declared type of the parameter
 * @param hash its hash by {@link CanonicalEncoder#hash}, when it is known already;
 * {@code null} when it is to be computed
 * @param secret whether it is not to be shown
 */
public record Input(String name, @Nullable Object value, Type declaredType, @Nullable String hash, boolean secret) {

	public Input(String name, @Nullable Object value, Type declaredType, @Nullable String hash) {
		this(name, value, declaredType, hash, false);
	}

	public Input(String name, @Nullable Object value, Type declaredType) {
		this(name, value, declaredType, null);
	}

}
