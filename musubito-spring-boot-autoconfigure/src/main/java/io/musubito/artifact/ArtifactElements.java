package io.musubito.artifact;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The artifact of a list, put together from those of its elements and taken apart again.
 */
public final class ArtifactElements {

	private final ByteArrayOutputStream joined = new ByteArrayOutputStream();

	private int size;

	/**
	 * Adds an element at the end.
	 * @param element the artifact of the element
	 */
	public void add(Artifact element) {
		this.joined.write((this.size == 0) ? '[' : ',');
		this.joined.writeBytes(element.payload());
		this.size++;
	}

	/**
	 * How many elements there are.
	 * @return the number
	 */
	public int size() {
		return this.size;
	}

	/**
	 * The artifact of the list, the same as if the list had been encoded.
	 * @return the artifact
	 */
	public Artifact join() {
		if (this.size == 0) {
			return Artifact.of(new byte[] { '[', ']' });
		}
		byte[] payload = Arrays.copyOf(this.joined.toByteArray(), this.joined.size() + 1);
		payload[payload.length - 1] = ']';
		return Artifact.of(payload);
	}

	/**
	 * Takes the artifact of a list apart.
	 * @param list the artifact
	 * @return the artifacts of its elements, each when it is asked for
	 */
	public static Iterator<Artifact> split(Artifact list) {
		return new ElementIterator(list.payload());
	}

}
