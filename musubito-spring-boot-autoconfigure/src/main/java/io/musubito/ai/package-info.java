/**
 * What is told to, and heard from, Spring AI. Internal but for
 * {@link io.musubito.ai.MusubitoAdvisor}.
 */
@NullMarked
package io.musubito.ai;

import org.jspecify.annotations.NullMarked;
