package io.musubito.artifact;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON that this library has written itself: whatever was written can be read, however
 * long it is.
 */
public final class OwnJson {

	/** More than anything is nested that can be written. */
	private static final int MAX_DEPTH = 2_000;

	private OwnJson() {
	}

	/**
	 * A factory without the limits that protect from strangers.
	 * @return a new factory
	 */
	public static JsonFactory factory() {
		return JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxStringLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.maxNumberLength(Integer.MAX_VALUE)
				.build())
			.build();
	}

}
