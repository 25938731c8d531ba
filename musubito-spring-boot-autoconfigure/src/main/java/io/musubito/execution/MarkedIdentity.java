package io.musubito.execution;

import io.musubito.identity.Identity;
import io.musubito.lineage.LineageContext;
import io.musubito.recording.RecordedTest;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * An identity in a test: known in the test alone where beans were replaced, and in its
 * recording alone where it is recorded.
 *
 * @param identity the identity in the store
 * @param recorded what the call is in the recording; {@code null} outside of recorded
 * tests
 */
record MarkedIdentity(Identity identity, @Nullable RecordedKey recorded) {

	static MarkedIdentity of(TestDoubles doubles, LineageContext context, Identity identity) {
		RecordedTest test = doubles.recordings().find(context);
		String mark = (test != null) ? doubles.mark(test) : doubles.mark();
		Identity marked = (mark != null) ? identity.inTest(mark) : identity;
		RecordedKey recorded = (test != null) ? new RecordedKey(test, marked) : null;
		return new MarkedIdentity((recorded != null) ? recorded.identityInStore() : marked, recorded);
	}

	/**
	 * What the call is in the recording when results that were given by hand are part of
	 * it: nothing that was recorded without them.
	 */
	@Nullable RecordedKey recordedWith(ManualPart manual) {
		String given = manual.identity().components().get(NodeKey.MANUAL);
		return (this.recorded == null || given == null) ? this.recorded
				: new RecordedKey(this.recorded.test(), this.recorded.identity().marked(NodeKey.MANUAL, given));
	}

}
