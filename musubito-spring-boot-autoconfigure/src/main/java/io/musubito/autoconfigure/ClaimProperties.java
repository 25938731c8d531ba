package io.musubito.autoconfigure;

import java.time.Duration;

import io.musubito.execution.ClaimSettings.OnTimeout;

/**
 * How processes that work with one store share executions.
 */
class ClaimProperties {

	/**
	 * How long a call waits at the most while another process executes the same
	 * computation.
	 */
	private Duration maxWait = Duration.ofMinutes(10);

	/**
	 * What a call does that has waited so long.
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
