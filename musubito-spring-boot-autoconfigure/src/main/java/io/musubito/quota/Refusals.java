package io.musubito.quota;

import java.time.Duration;

import io.musubito.ModelLimitException;

/**
 * What calls are told that get no place.
 */
final class Refusals {

	private final String model;

	private final Limit limit;

	Refusals(String model, Limit limit) {
		this.model = model;
		this.limit = limit;
	}

	ModelLimitException noPlace(Duration waited, int waiting) {
		return refusal("in " + seconds(waited) + " there was no place for the call within its limits, " + this.limit
				+ " for all instances, and " + waiting + " more calls wait here. Ask fewer at the same time, raise the "
				+ "limits below musubito.ai.limits.[" + this.model + "] if the provider allows more, or set "
				+ ModelLimits.MAX_WAIT + " to wait longer");
	}

	ModelLimitException tooLarge(long tokens) {
		return refusal("the request has about " + tokens + " tokens, more than its limit of a whole minute, "
				+ this.limit.tokens() + ". Make the request smaller, or raise " + property("tokens-per-minute")
				+ " if the provider allows more");
	}

	ModelLimitException heldBack(Duration held) {
		return refusal("the provider has refused a request and wants none for another " + seconds(held)
				+ ", longer than the call would wait. Try again then, or set " + ModelLimits.MAX_WAIT
				+ " to wait longer");
	}

	ModelLimitException closing() {
		return refusal("the application is closed while the call waits for a place within its limits, " + this.limit
				+ ". Call it again when the application is started");
	}

	private ModelLimitException refusal(String why) {
		return new ModelLimitException("Model '" + this.model + "' was not called: " + why + ".");
	}

	private String property(String part) {
		return ModelLimits.property(this.model, part);
	}

	private static String seconds(Duration time) {
		return (time.toMillis() + 500) / 1_000 + " s";
	}

}
