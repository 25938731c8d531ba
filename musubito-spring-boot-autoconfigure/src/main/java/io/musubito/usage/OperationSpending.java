package io.musubito.usage;

import java.math.BigDecimal;

import io.musubito.ModelUsage;

/**
 * What one step has spent in a run.
 *
 * @param where the step, as it is called in messages
 * @param calls how many calls of models were answered
 * @param tokens the tokens that they read and wrote
 * @param cost what they cost
 */
record OperationSpending(String where, long calls, long tokens, BigDecimal cost) {

	OperationSpending(String where, ModelUsage usage, BigDecimal cost) {
		this(where, usage.calls(), usage.inputTokens() + usage.outputTokens(), cost);
	}

	OperationSpending plus(OperationSpending other) {
		return new OperationSpending(this.where, this.calls + other.calls, this.tokens + other.tokens,
				this.cost.add(other.cost));
	}

}
