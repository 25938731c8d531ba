package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * Thrown instead of running an effect of which it is not known whether an earlier attempt
 * happened: to run it again could do it twice. The message says how it came to that and
 * how to resolve it.
 *
 * @see MusubitoLineage#resolveEffect(String, EffectResolution)
 */
public class EffectInDoubtException extends MusubitoException {

	/** The node of the effect. */
	private final String nodeId;

	/**
	 * Creates an exception.
	 * @param message what happened, why, and what to do
	 * @param nodeId the node of the effect
	 * @param cause what caused it
	 */
	public EffectInDoubtException(String message, String nodeId, @Nullable Throwable cause) {
		super(message, cause);
		this.nodeId = nodeId;
	}

	/**
	 * The node of the effect.
	 * @return the id, as {@link MusubitoLineage#resolveEffect} takes it
	 */
	public String nodeId() {
		return this.nodeId;
	}

}
