package io.musubito;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the parameters of an effect that tell one occurrence from another: an order
 * number, a recipient and a date. Calls that agree in them are the same effect, whatever
 * the other arguments are, and it is performed once. Without it, all arguments count.
 * <pre class="code">
 * &#64;MusubitoStep(name = "send-receipt", type = StepType.EXTERNAL_EFFECT)
 * void sendReceipt(&#64;EffectKey String orderNumber, String text) {
 *     …
 * }
 * </pre>
 * <p>
 * On parameters of {@link StepType#EXTERNAL_EFFECT} steps only; elsewhere it fails the
 * start of the application. The argument is compared by content; {@code null} is a value
 * like any other. A {@link MusubitoStep#key()} beside it, or {@link MusubitoIgnore} on
 * the same parameter, fails the start. It counts by the name of the parameter, see
 * {@link EffectName}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface EffectKey {

}
