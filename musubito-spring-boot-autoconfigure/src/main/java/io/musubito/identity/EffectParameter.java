package io.musubito.identity;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of an effect.
 *
 * @param name its name; {@code p0} and so on when the class file has none
 * @param type its declared type
 * @param pin the name that it was given for effect keys; {@code null} when none was
 * @param counts whether it identifies the effect
 */
public record EffectParameter(String name, Type type, @Nullable String pin, boolean counts) {

}
