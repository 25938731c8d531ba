/**
 * Internal. The adapter for Spring Boot Actuator: the endpoint and its formats.
 */
@NullMarked
package io.musubito.actuate;

import org.jspecify.annotations.NullMarked;
