package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says by which name something counts in the keys of effects, whatever its name in the
 * code is: a parameter of an {@link StepType#EXTERNAL_EFFECT} step, a field or record
 * component of an argument, or the class of an argument whose declared type has several.
 * <p>
 * Names are remembered from one start of the application to the next, and something that
 * has another name than at the last start is recognised where that is certain. Where it
 * is not, the start fails and asks for this annotation: with the earlier name when it is
 * the same thing, with another name when it is not.
 */
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface EffectName {

	/**
	 * The name that counts.
	 * @return a name without line breaks and tabulators
	 */
	String value();

}
