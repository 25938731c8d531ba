package io.musubito.model;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The application as it is deployed: other code, or another configuration. Contexts of
 * all releases work with one store, so that to go to another one is a change, and to go
 * back is one too.
 */
enum Release {

	FIRST, OTHER_CODE, OTHER_CONFIGURATION;

	/**
	 * What the code of the step {@code plain} adds to the answer.
	 */
	String prompt() {
		return (this == OTHER_CODE) ? " two" : " one";
	}

	String[] configuration() {
		return (this != OTHER_CONFIGURATION) ? new String[] { "app.model=one" } : new String[] { "app.model=two",
				"musubito.steps.picky.version=2", "musubito.steps.pay.version=2", "musubito.steps.rate.ttl=10m" };
	}

	/**
	 * The objects that a step was given are part of its code, with all that made them.
	 */
	String code(Op op) {
		return (op == Op.PLAIN || op == Op.OUTER) ? prompt() : "";
	}

	Map<String, String> properties(Op op) {
		return (op == Op.ASK) ? Map.of("app.model", (this == OTHER_CONFIGURATION) ? "two" : "one") : Map.of();
	}

	String version(Op op) {
		return (this == OTHER_CONFIGURATION && (op == Op.PICKY || op == Op.PAY)) ? "2" : "";
	}

	@Nullable Duration ttl(Op op) {
		return switch (op) {
			case RATE -> (this == OTHER_CONFIGURATION) ? Op.SHORT_TTL : Op.TTL;
			case BODY -> Op.TTL;
			default -> null;
		};
	}

}
