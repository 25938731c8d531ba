package io.musubito.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What a provider allows of a model.
 */
class LimitProperties {

	/**
	 * Maximum number of requests in any minute. By default, any number.
	 */
	private @Nullable Long requestsPerMinute;

	/**
	 * Maximum number of tokens in any minute, read and written. By default, any number.
	 */
	private @Nullable Long tokensPerMinute;

	/**
	 * Maximum number of calls at the same time. By default, any number.
	 */
	private @Nullable Long concurrent;

	public @Nullable Long getRequestsPerMinute() {
		return this.requestsPerMinute;
	}

	public void setRequestsPerMinute(@Nullable Long requestsPerMinute) {
		this.requestsPerMinute = requestsPerMinute;
	}

	public @Nullable Long getTokensPerMinute() {
		return this.tokensPerMinute;
	}

	public void setTokensPerMinute(@Nullable Long tokensPerMinute) {
		this.tokensPerMinute = tokensPerMinute;
	}

	public @Nullable Long getConcurrent() {
		return this.concurrent;
	}

	public void setConcurrent(@Nullable Long concurrent) {
		this.concurrent = concurrent;
	}

}
