package io.musubito.store.jdbc;

/**
 * A run.
 *
 * @param id the row id
 * @param runId the id that people see
 * @param pipeline the pipeline
 * @param status what became of it
 * @param usedAt when it ended, or began
 * @param parent the run that called it, 0 without one
 * @param resumed the run that it resumes, 0 without one
 */
record StoredRun(long id, String runId, String pipeline, String status, long usedAt, long parent, long resumed) {

	/**
	 * Not when that isn't known.
	 */
	boolean hasEnded() {
		return switch (this.status) {
			case "SUCCESS", "FAILED", "ABANDONED" -> true;
			default -> false;
		};
	}

}
