/**
 * The limits of providers that all instances share: who may call a model now, and who
 * waits. Internal. Begin with {@link io.musubito.quota.ModelLimits}.
 */
@NullMarked
package io.musubito.quota;

import org.jspecify.annotations.NullMarked;
