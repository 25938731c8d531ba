package io.musubito.state;

/**
 * How much is looked at in one walk: more than any bean needs, and little enough to be
 * looked at again at each call. What is beyond is listed. Used by one thread.
 */
final class Limits {

	/** How deep objects may hold each other. */
	static final int DEPTH = 200;

	/** How deep objects are looked at to sort them. */
	static final int DEPTH_OF_KEYS = 50;

	static final String TOO_DEEP = "nested deeper than 200";

	static final String TOO_MANY_ELEMENTS = "more than 10,000 elements";

	static final String TOO_MANY_OBJECTS = "more than 50,000 objects";

	static final String UNSORTABLE = "too large to be sorted by its content";

	private static final int ELEMENTS = 10_000;

	private static final int OBJECTS = 50_000;

	private static final int LOOKS = 200_000;

	private int elements;

	private int objects;

	private int looks;

	/**
	 * Counts elements of containers.
	 * @return whether there are so few in all that they can be looked at
	 */
	boolean elements(int size) {
		if (this.elements + size > ELEMENTS) {
			return false;
		}
		this.elements += size;
		return true;
	}

	/**
	 * Counts an object.
	 * @return whether there are so few in all that it can be looked at
	 */
	boolean object() {
		return ++this.objects <= OBJECTS;
	}

	/**
	 * Counts what is looked at to sort objects.
	 * @return whether it is so little in all that it can be looked at
	 */
	boolean look(int count) {
		this.looks = (this.looks > LOOKS - count) ? LOOKS + 1 : this.looks + count;
		return !areLooksSpent();
	}

	/**
	 * Whether nothing can be sorted any more.
	 */
	boolean areLooksSpent() {
		return this.looks > LOOKS;
	}

}
