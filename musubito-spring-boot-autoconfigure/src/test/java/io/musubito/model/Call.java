package io.musubito.model;

import java.util.List;
import java.util.Locale;

import io.musubito.ReplayMode;

/**
 * One call in a program, which is what the pipeline is given.
 *
 * @param op the step
 * @param input its input
 * @param first which of the results so far it consumes, if any
 * @param second the same for a second one
 * @param merged whether what it consumes is merged beside its arguments
 * @param mode in which mode
 * @param caught whether the program goes on when it fails
 */
record Call(Op op, int input, int first, int second, boolean merged, ReplayMode mode, boolean caught) {

	/**
	 * Which of several, whatever number was drawn.
	 */
	static <T> T pick(List<T> from, int number) {
		return from.get(number % from.size());
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.op.step()).append('(').append(this.input);
		if (this.op.consumes()) {
			text.append(", result ").append(this.first);
		}
		if (this.op == Op.PAIR) {
			text.append(", result ").append(this.second);
		}
		text.append(')');
		if (this.merged) {
			text.append(" merged with result ").append(this.first);
		}
		if (this.mode != ReplayMode.REPLAY) {
			text.append(" in ").append(this.mode.name().toLowerCase(Locale.ROOT));
		}
		return text.append((this.caught) ? " caught" : "").toString();
	}

}
