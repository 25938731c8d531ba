package io.musubito.autoconfigure;

/**
 * The advisor that makes calls of models steps.
 */
class AdvisorProperties {

	/**
	 * Whether each auto-configured ChatClient.Builder has the advisor, so that each call
	 * of a ChatClient is a step.
	 */
	private boolean enabled;

	/**
	 * Order of the advisor among others: a lower one is further outside. The default is
	 * just outside of the tool calling advisor.
	 */
	private int order = Integer.MIN_VALUE + 299;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getOrder() {
		return this.order;
	}

	public void setOrder(int order) {
		this.order = order;
	}

}
