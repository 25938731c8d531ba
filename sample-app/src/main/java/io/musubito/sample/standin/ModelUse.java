package io.musubito.sample.standin;

import tools.jackson.databind.json.JsonMapper;

/**
 * What has been asked of a model.
 *
 * @param requests how many requests
 * @param promptTokens the tokens that were sent
 * @param completionTokens the tokens that came back
 */
public record ModelUse(long requests, long promptTokens, long completionTokens) {

	/** Nothing. */
	public static final ModelUse NONE = new ModelUse(0, 0, 0);

	/**
	 * All tokens.
	 * @return sent and received
	 */
	public long tokens() {
		return this.promptTokens + this.completionTokens;
	}

	/**
	 * What was asked since.
	 * @param earlier the use at an earlier time
	 * @return the difference
	 */
	public ModelUse since(ModelUse earlier) {
		return new ModelUse(this.requests - earlier.requests, this.promptTokens - earlier.promptTokens,
				this.completionTokens - earlier.completionTokens);
	}

	/**
	 * Reads what the stand-in says under {@code /stats}.
	 * @param json the text
	 * @return the use
	 */
	public static ModelUse parse(String json) {
		return JsonMapper.shared().readValue(json, ModelUse.class);
	}

	ModelUse plusRequest(int prompt, int completion) {
		return new ModelUse(this.requests + 1, this.promptTokens + prompt, this.completionTokens + completion);
	}

}
