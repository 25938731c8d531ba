package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a parameter of a step, or of a field of what a step takes or returns, that its
 * text is a secret. It is not written into the recording of a test, neither there nor
 * where else the same text is in inputs and result of the call, and a step that is
 * recorded does not return it. The identity of the call has its hash. Text of fewer than
 * six characters is left out only where it is the whole of a value.
 */
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MusubitoSecret {

}
