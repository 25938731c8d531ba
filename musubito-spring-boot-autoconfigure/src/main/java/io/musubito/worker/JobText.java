package io.musubito.worker;

import java.nio.charset.StandardCharsets;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a job says as the text that it is. What comes from a later release is read
 * when it is to be done, and not before: it must not keep others from theirs.
 */
final class JobText implements Serializer {

	@Override
	public byte @Nullable [] serialize(@Nullable Object data) {
		return (data != null) ? data.toString().getBytes(StandardCharsets.UTF_8) : null;
	}

	@Override
	public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
		return (stored != null) ? type.cast(new String(stored, StandardCharsets.UTF_8)) : null;
	}

}
