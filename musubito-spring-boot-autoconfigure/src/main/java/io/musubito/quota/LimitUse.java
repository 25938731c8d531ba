package io.musubito.quota;

/**
 * What is used of the limits of a model now.
 *
 * @param model the model
 * @param limit the limits
 * @param requests the requests of all processes that count now
 * @param tokens the tokens that count now
 * @param active the calls that go on now
 * @param waiting the calls that wait, in all processes, as each has told last
 * @param heldMillis how long the provider wants no request; 0 when it takes them
 * @param taken how many calls of the model this process has made since its start
 * @param shared whether the numbers are those of all processes, and not of this one alone
 */
public record LimitUse(String model, Limit limit, long requests, long tokens, long active, long waiting,
		long heldMillis, long taken, boolean shared) {

}
