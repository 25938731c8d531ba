package io.musubito.code;

import java.util.function.Predicate;

/**
 * What belongs to an application.
 *
 * @param name tells it from other applications: its packages
 * @param classes tells its classes by their names ({@code com.acme.Writer$Draft})
 */
public record ApplicationCode(String name, Predicate<String> classes) {

}
