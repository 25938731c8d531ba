package io.musubito.run;

import java.util.SortedMap;

import io.musubito.CodeBoundary;
import io.musubito.code.CodeFingerprint;

/**
 * What a pipeline is made of beside its steps: the code that calls them, and what that
 * reads. No result is replayed by it; it tells whether a run would go the way that an
 * earlier one went.
 */
public interface PipelineDefinition {

	/** The component that says what else counts and is known only in a call. */
	String UNKNOWN = "unknown";

	/**
	 * What it is made of now.
	 * @return hashes by component, as those of steps; with {@link #UNKNOWN} where that
	 * can't be told, so that no two are known to be alike
	 */
	SortedMap<String, String> components();

	/**
	 * Its code.
	 * @return the fingerprint, without the code of the steps
	 */
	CodeFingerprint code();

	/**
	 * Where it leaves what is compared.
	 * @return the boundary
	 */
	CodeBoundary boundary();

}
