package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How two results differ.
 *
 * @param beforeArtifactId the hash of the first result
 * @param afterArtifactId the hash of the second result
 * @param changes where they differ; empty when a result is gone, damaged or too long
 * @param note why not all that differs is in the changes, as a sentence; {@code null}
 * when it is
 */
public record OutputDiff(String beforeArtifactId, String afterArtifactId, List<OutputChange> changes,
		@Nullable String note) {

	/**
	 * Copies its changes.
	 * @param beforeArtifactId the hash of the first result
	 * @param afterArtifactId the hash of the second result
	 * @param changes where they differ; empty when a result is gone, damaged or too long
	 * @param note why not all that differs is in the changes, as a sentence; {@code null}
	 * when it is
	 */
	public OutputDiff {
		changes = List.copyOf(changes);
	}

}
