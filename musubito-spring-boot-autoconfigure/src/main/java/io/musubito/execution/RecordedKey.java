package io.musubito.execution;

import java.nio.charset.StandardCharsets;

import io.musubito.identity.Identity;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

/**
 * What a call is in a recorded test.
 *
 * @param test the test
 * @param identity its identity in the recording, whatever that is called
 */
record RecordedKey(RecordedTest test, Identity identity) {

	/**
	 * Its identity in the store, where answers of other recordings are.
	 */
	Identity identityInStore() {
		Identity marked = this.identity.inTest("recording " + this.test.name());
		return new Identity(marked.replayKey(), marked.nodeId(), this.identity.components());
	}

	/**
	 * A result without secrets.
	 * @return its payload; {@code null} when there is no secret in it
	 */
	byte @Nullable [] scrub(IdentifiedCall call, RoundTrip.Stored stored) {
		String scrubbed = this.test.scrub(new String(stored.artifact().payload(), StandardCharsets.UTF_8),
				AnnotatedSecrets.in(call.call(), stored.value()));
		return (scrubbed != null) ? scrubbed.getBytes(StandardCharsets.UTF_8) : null;
	}

}
