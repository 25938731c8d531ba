package io.musubito.store;

/**
 * Where in which run a call is.
 *
 * @param runId the id of the run
 * @param pipeline the name of its pipeline, or method and path of the web request
 * @param position the position, see {@link StepRecord#position()}
 */
public record RunPosition(String runId, String pipeline, String position) {

}
