package io.musubito.autoconfigure;

/**
 * How results are recorded that arrive in elements.
 */
class StreamProperties {

	/**
	 * Maximum number of elements of a Flux that is kept for replay. The elements of a
	 * longer one reach the caller all the same, and each call executes.
	 */
	private int maxElements = 10_000;

	public int getMaxElements() {
		return this.maxElements;
	}

	public void setMaxElements(int maxElements) {
		this.maxElements = maxElements;
	}

}
