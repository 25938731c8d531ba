package io.musubito.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.musubito.store.Effect;
import io.musubito.store.Effect.Resolution;
import io.musubito.store.EffectState;
import org.jspecify.annotations.Nullable;

/**
 * What became of an effect, as the endpoint shows it.
 *
 * @param state how far it has come
 * @param attempts how many attempts there were
 * @param owner the process of the last attempt
 * @param idempotencyKey what receivers recognise it by
 * @param startedAt when the last attempt began
 * @param endedAt when it ended, where that is known
 * @param error why it is not a success, where values may be shown
 * @param resolution {@code HAPPENED} or {@code NOT_HAPPENED}, when somebody said so
 * @param resolvedBy who that was
 * @param resolvedAt when that was
 */
@JsonInclude(Include.NON_NULL)
record EffectDescriptor(EffectState state, int attempts, String owner, String idempotencyKey, Instant startedAt,
		@Nullable Instant endedAt, @Nullable String error, @Nullable String resolution, @Nullable String resolvedBy,
		@Nullable Instant resolvedAt) {

	static @Nullable EffectDescriptor of(@Nullable Effect effect, boolean values) {
		if (effect == null) {
			return null;
		}
		Resolution resolution = effect.resolution();
		return new EffectDescriptor(effect.state(), effect.attempts(), effect.owner(), effect.idempotencyKey(),
				effect.startedAt(), effect.endedAt(), (values) ? effect.error() : null,
				(resolution != null) ? describe(resolution) : null, (resolution != null) ? resolution.by() : null,
				(resolution != null) ? resolution.at() : null);
	}

	private static String describe(Resolution resolution) {
		return (resolution.happened()) ? "HAPPENED" : "NOT_HAPPENED";
	}

}
