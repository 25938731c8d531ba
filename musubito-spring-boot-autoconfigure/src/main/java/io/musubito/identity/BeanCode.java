package io.musubito.identity;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Where the code of a bean is.
 *
 * @param type the class of the bean behind its proxies
 * @param factoryMethod the method that creates it; {@code null} when a constructor does
 */
public record BeanCode(Class<?> type, @Nullable Method factoryMethod) {

}
