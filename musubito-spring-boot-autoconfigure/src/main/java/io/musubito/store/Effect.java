package io.musubito.store;

import java.time.Duration;
import java.time.Instant;

import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * An effect and what became of its last attempt.
 *
 * @param effectKey its identity
 * @param nodeId the node of the last attempt
 * @param operation the step
 * @param state how far it has come
 * @param owner the process of the last attempt
 * @param idempotencyKey what receivers recognise it by
 * @param attempts how many there were
 * @param artifactId what the last success returned; {@code null} when it never happened
 * @param payload the payload of that artifact; {@code null} when it has none or it is
 * gone
 * @param duration how long the last success took, as far as that is known
 * @param usage what models used in the last success, the steps that it called included
 * @param startedAt when the last attempt began
 * @param endedAt when it ended; {@code null} when that is not known
 * @param error why it is not a success; {@code null} when it is one
 * @param resolution how it was last resolved; {@code null} when it never was
 */
public record Effect(String effectKey, String nodeId, String operation, EffectState state, String owner,
		String idempotencyKey, int attempts, @Nullable String artifactId, byte @Nullable [] payload, Duration duration,
		Usage usage, Instant startedAt, @Nullable Instant endedAt, @Nullable String error,
		@Nullable Resolution resolution) {

	/**
	 * Whether it is known to have happened, so that calls are answered with its result.
	 * @return whether it has
	 */
	public boolean hasHappened() {
		return this.artifactId != null && this.state != EffectState.STARTED && this.state != EffectState.UNKNOWN;
	}

	/**
	 * How an effect in doubt was resolved.
	 *
	 * @param happened whether it happened
	 * @param by who said so
	 * @param at when
	 */
	public record Resolution(boolean happened, String by, Instant at) {

	}

}
