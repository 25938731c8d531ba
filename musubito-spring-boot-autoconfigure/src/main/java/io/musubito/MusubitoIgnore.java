package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a parameter out of the identity of a step: calls that differ in nothing but this
 * argument are the same computation, and the second gets the result of the first. So it
 * is for what the result doesn't depend on: a listener for progress, a deadline, the id
 * of the request. The argument leaves no lineage either. For all types of steps; in a
 * {@link MusubitoStep#key()} only what the expression names counts anyway.
 * <p>
 * On a field it leaves what the field holds out of the identity of all steps whose code
 * reads it: no result depends on it, as on a cache or a connection. Such a field isn't
 * listed in the boundary of a step.
 */
@Target({ ElementType.PARAMETER, ElementType.FIELD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MusubitoIgnore {

}
