package io.musubito.sample.review;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a change pass or not.
 */
@Component
class Gate {

	private final int blockAt;

	// The script of a failure decides whether there is a result, not which: it is no part
	// of the identity
	@MusubitoIgnore
	private final boolean fails;

	Gate(@Value("${sample.review.block-at}") int blockAt, @Value("${sample.review.fail-at-gate}") boolean fails) {
		this.blockAt = blockAt;
		this.fails = fails;
	}

	@MusubitoStep(name = "gate", properties = "sample.review.block-at")
	Verdict gate(Score score) {
		if (this.fails) {
			throw new IllegalStateException("The gate is out of order, as sample.review.fail-at-gate says");
		}
		Verdict.Decision decision = (score.points() < this.blockAt) ? Verdict.Decision.PASS : Verdict.Decision.BLOCK;
		return new Verdict(decision, "%d points; %d or more block".formatted(score.points(), this.blockAt));
	}

}
