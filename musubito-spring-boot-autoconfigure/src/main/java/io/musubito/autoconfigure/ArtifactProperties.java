package io.musubito.autoconfigure;

import org.springframework.util.unit.DataSize;

/**
 * What is kept of results.
 */
class ArtifactProperties {

	/**
	 * Maximum size of a result, as JSON and before it is compressed. A larger one reaches
	 * the caller all the same, and each call executes. Inputs and arguments of runs that
	 * are larger are not kept, and nothing larger is read or imported.
	 */
	private DataSize maxSize = DataSize.ofMegabytes(64);

	public DataSize getMaxSize() {
		return this.maxSize;
	}

	public void setMaxSize(DataSize maxSize) {
		this.maxSize = maxSize;
	}

}
