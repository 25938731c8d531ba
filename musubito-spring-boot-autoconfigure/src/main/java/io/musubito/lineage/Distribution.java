package io.musubito.lineage;

import org.jspecify.annotations.Nullable;

/**
 * What other processes have to do with the calls that are made directly in a context.
 *
 * @param handed the call that another process has handed over to be made here;
 * {@code null} when calls are to be handed over to others
 */
public record Distribution(@Nullable HandedCall handed) {

	/** Calls may be handed over to other processes. */
	public static final Distribution OFFERED = new Distribution(null);

}
