package io.musubito.identity;

/**
 * Thrown where a value, or something inside of it, is nothing that could identify an
 * effect.
 */
final class EffectRefusal extends RuntimeException {

	private final Class<?> type;

	private final String path;

	EffectRefusal(Class<?> type, String reason) {
		this(type, "", reason);
	}

	private EffectRefusal(Class<?> type, String path, String reason) {
		super(reason, null, false, false);
		this.type = type;
		this.path = path;
	}

	EffectRefusal within(String segment) {
		return new EffectRefusal(this.type, segment + this.path, String.valueOf(getMessage()));
	}

	/**
	 * What was found where, and why that is refused, as a clause.
	 */
	String describe() {
		return (this.path.isEmpty() ? "" : "at " + this.path + " ") + "is of type " + this.type.getName() + ", and "
				+ getMessage();
	}

}
