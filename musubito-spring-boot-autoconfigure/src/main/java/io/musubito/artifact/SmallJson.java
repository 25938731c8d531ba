package io.musubito.artifact;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON of which this library knows the form, and which may come from strangers: texts of
 * any length, and otherwise nothing that takes more than it says.
 */
public final class SmallJson {

	private static final int MAX_DEPTH = 100;

	private static final int MAX_NUMBER_LENGTH = 100;

	private SmallJson() {
	}

	/**
	 * A factory that refuses deep nesting and long numbers.
	 * @return a new factory
	 */
	public static JsonFactory factory() {
		return JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxStringLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.maxNumberLength(MAX_NUMBER_LENGTH)
				.build())
			.build();
	}

}
