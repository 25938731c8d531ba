package io.musubito.artifact;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

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
		return new Split(list.payload());
	}

	/**
	 * Walks through JSON that the codec wrote, which has no white space.
	 */
	private static final class Split implements Iterator<Artifact> {

		private final byte[] payload;

		private int position = 1;

		private Split(byte[] payload) {
			this.payload = payload;
		}

		@Override
		public boolean hasNext() {
			return this.position < this.payload.length && this.payload[this.position] != ']';
		}

		@Override
		public Artifact next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			int end = endOfElement(this.position);
			Artifact element = Artifact.of(Arrays.copyOfRange(this.payload, this.position, end));
			this.position = (this.payload[end] == ',') ? end + 1 : end;
			return element;
		}

		private int endOfElement(int start) {
			int depth = 0;
			for (int i = start; i < this.payload.length; i++) {
				switch (this.payload[i]) {
					case '"' -> i = endOfString(i);
					case '[', '{' -> depth++;
					case ']', '}' -> {
						if (depth == 0) {
							return i;
						}
						depth--;
					}
					case ',' -> {
						if (depth == 0) {
							return i;
						}
					}
					default -> {
					}
				}
			}
			throw new IllegalStateException("The list has no end");
		}

		private int endOfString(int start) {
			int i = start + 1;
			while (this.payload[i] != '"') {
				i += (this.payload[i] == '\\') ? 2 : 1;
			}
			return i;
		}

	}

}
