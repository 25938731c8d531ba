package io.musubito.value;

/**
 * What a {@link Walk} tells about a value, in order. A value is one call of a scalar
 * method, or {@link #begin}, its content and {@link #end}; {@link #type} may precede it.
 */
interface Sink {

	void nothing();

	void scalar(Scalar scalar, long value);

	void text(String text);

	/**
	 * A value of a library class that has one canonical text.
	 * @param type the class that gives the text its meaning
	 * @param text the text
	 */
	void text(String type, String text);

	void bytes(byte[] bytes);

	/**
	 * Content that was read as a stream.
	 * @param sha256 the hash of the content
	 * @param size its size in bytes
	 */
	void content(byte[] sha256, long size);

	/**
	 * The value that follows is not of the class that its place declares.
	 * @param type the class that it is of
	 */
	void type(String type);

	void begin(Container container);

	/**
	 * An element of a set or an entry (key, value) of a map follows.
	 */
	void entry();

	/**
	 * A property of an object follows.
	 * @param name the name of the property
	 */
	void property(String name);

	void end(Container container);

}
