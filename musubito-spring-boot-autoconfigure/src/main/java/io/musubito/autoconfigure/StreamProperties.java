package io.musubito.autoconfigure;

/**
 * How results are recorded that arrive in elements.
 */
class StreamProperties {

	/**
	 * How many elements a Flux may have to be kept for replay. The elements of a longer
	 * one reach the caller all the same, and each call executes.
	 */
	private int maxElements = 10_000;

	public int getMaxElements() {
		return this.maxElements;
	}

	public void setMaxElements(int maxElements) {
		this.maxElements = maxElements;
	}

}
