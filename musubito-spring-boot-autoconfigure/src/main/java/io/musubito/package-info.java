/**
 * What applications use. Start with {@link io.musubito.MusubitoStep}, the annotation that
 * makes a method of a Spring bean a step; then {@link io.musubito.Musubito}, the bean for
 * what an annotation can't say; then {@link io.musubito.MusubitoLineage}, which answers
 * questions about what was recorded. What changes the world outside is an effect:
 * {@link io.musubito.EffectKey}, {@link io.musubito.EffectContext}.
 */
@NullMarked
package io.musubito;

import org.jspecify.annotations.NullMarked;
