package io.musubito.value;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a value, or something inside of it, has no content that could identify it.
 * The message never contains a part of the value.
 */
public final class UnhashableValueException extends RuntimeException {

	/**
	 * Where it was found.
	 */
	private final String path;

	/**
	 * The class that was found there.
	 */
	private final String type;

	/**
	 * Why it was refused.
	 */
	private final String reason;

	/**
	 * Creates the exception.
	 * @param path where it was found, as a JSON path
	 * @param type the name of the class that was found there
	 * @param reason why it is refused, a clause without subject and full stop
	 * @param cause what happened; {@code null} when nothing did
	 */
	public UnhashableValueException(String path, String type, String reason, @Nullable Throwable cause) {
		super("%s of type %s can't be hashed: %s".formatted(path, type, reason), cause);
		this.path = path;
		this.type = type;
		this.reason = reason;
	}

	/**
	 * Where it was found, as a JSON path: {@code $} is the value itself, {@code [*]} an
	 * entry of a map, {@code [*]~} the key of one.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The class that was found there.
	 * @return the name of the class
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Why it was refused.
	 * @return the reason, a clause without subject and full stop
	 */
	public String reason() {
		return this.reason;
	}

}
