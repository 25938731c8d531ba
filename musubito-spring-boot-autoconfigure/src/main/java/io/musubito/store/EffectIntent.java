package io.musubito.store;

import java.time.Instant;
import java.util.List;

import io.musubito.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * That an effect is about to be performed.
 *
 * @param key the identity of the call; the replay key is that of the effect
 * @param idempotencyKey what receivers recognise its first attempt by
 * @param owner this process
 * @param fromUnknown whether to begin although it is not known whether the last attempt
 * happened
 * @param again whether to begin although it has happened
 * @param upstream what the call consumed
 * @param why why it executes
 * @param startedAt when it begins
 * @param run the run that it belongs to, which is recorded with the intent; {@code null}
 * outside of runs
 */
public record EffectIntent(NodeKey key, String idempotencyKey, String owner, boolean fromUnknown, boolean again,
		List<Upstream> upstream, Explanation why, Instant startedAt, @Nullable RunStart run) {

}
