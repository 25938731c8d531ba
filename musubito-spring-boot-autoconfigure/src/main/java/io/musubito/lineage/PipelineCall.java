package io.musubito.lineage;

import org.jspecify.annotations.Nullable;

/**
 * How a pipeline was called, to call it again.
 *
 * @param signature the parameters of its method
 * @param arguments the arguments as a JSON array; {@code null} when they can't be stored
 * @param obstacle why they can't be stored; {@code null} when they can
 */
public record PipelineCall(String signature, @Nullable String arguments, @Nullable String obstacle) {

}
