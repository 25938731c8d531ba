package io.musubito.artifact;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Takes the artifact of a list apart: JSON that the codec wrote, which has no white
 * space.
 */
final class ElementIterator implements Iterator<Artifact> {

	private final byte[] payload;

	private int position = 1;

	ElementIterator(byte[] payload) {
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
