package io.musubito.identity;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * One input of a step call.
 *
 * @param name the name of the parameter
 * @param value the argument
 * @param declaredType the declared type of the parameter
 */
public record Input(String name, @Nullable Object value, Type declaredType) {

}
