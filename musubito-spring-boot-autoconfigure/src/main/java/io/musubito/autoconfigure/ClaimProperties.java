package io.musubito.autoconfigure;

import java.time.Duration;

import io.musubito.execution.ClaimSettings.OnTimeout;

/**
 * How processes that work with one store share executions.
 */
class ClaimProperties {

	/**
	 * Maximum time that a call waits, from its start, while another process executes the
	 * same computation, or while a transaction has yet to decide on an effect.
	 */
	private Duration maxWait = Duration.ofMinutes(10);

	/**
	 * Action of a call that has waited so long.
	 */
	private OnTimeout onTimeout = OnTimeout.EXECUTE;

	public Duration getMaxWait() {
		return this.maxWait;
	}

	public void setMaxWait(Duration maxWait) {
		this.maxWait = maxWait;
	}

	public OnTimeout getOnTimeout() {
		return this.onTimeout;
	}

	public void setOnTimeout(OnTimeout onTimeout) {
		this.onTimeout = onTimeout;
	}

}
