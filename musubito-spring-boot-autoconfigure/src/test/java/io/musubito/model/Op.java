package io.musubito.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The steps of the application.
 */
enum Op {

	/** Its code is another one in another release. */
	PLAIN("plain"),
	/** Its model is a property, its version too. */
	ASK("ask"),
	/** With a TTL, and served when it is expired and fails. */
	RATE("rate"),
	/** With a TTL of zero. */
	BRIEF("brief"),
	/** With {@code replay = false}. */
	LIVE("live"),
	/** Not everything is kept. */
	PICKY("picky"),
	/** One of its two arguments counts. */
	KEYED("keyed"),
	/** Without a result. */
	NOTHING("nothing"),
	/** An Optional, which is empty now and then. */
	MAYBE("maybe"),
	/** A Flux. */
	STREAM("stream"),
	/** It depends on who asks. */
	TENANT("tenant"),
	/** Without an annotation. */
	BODY("body"),
	/** It consumes a result. */
	CHAIN("chain"),
	/** It consumes two, in a list. */
	PAIR("pair"),
	/** It calls two others. */
	REPORT("report"),
	/** It calls two others, which call others, and goes on when the last one fails. */
	OUTER("outer"),
	/** An effect. */
	SEND("send"),
	/** An effect that one of its arguments identifies. */
	PAY("pay");

	static final Duration TTL = Duration.ofHours(1);

	static final Duration SHORT_TTL = Duration.ofMinutes(10);

	static final Duration STALE_IF_ERROR = Duration.ofHours(3);

	private final String step;

	Op(String step) {
		this.step = step;
	}

	static @Nullable Op of(String step) {
		for (Op op : values()) {
			if (op.step.equals(step)) {
				return op;
			}
		}
		return null;
	}

	String step() {
		return this.step;
	}

	boolean isEffect() {
		return this == SEND || this == PAY;
	}

	boolean consumes() {
		return this == CHAIN || this == PAIR;
	}

	boolean neverReplays() {
		return this == BRIEF || this == LIVE;
	}

	/**
	 * Whether its result is a text of its own, which other steps can consume.
	 */
	boolean isText() {
		return this != NOTHING && this != MAYBE && this != STREAM;
	}

}
