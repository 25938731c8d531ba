package io.musubito.sample.review;

/**
 * Whether a change may be merged.
 *
 * @param decision the decision
 * @param reason why
 */
public record Verdict(Decision decision, String reason) {

	/**
	 * Merge it or not.
	 */
	public enum Decision {

		/** It may be merged. */
		PASS,

		/** It must not be merged as it is. */
		BLOCK

	}

}
