package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * What somebody found out about an effect of which it was not known whether it happened.
 * Immutable.
 *
 * @see MusubitoLineage#resolveEffect(String, EffectResolution)
 */
public final class EffectResolution {

	private final boolean happened;

	private final @Nullable Object value;

	private final @Nullable String json;

	private final String by;

	private EffectResolution(boolean happened, @Nullable Object value, @Nullable String json, String by) {
		this.happened = happened;
		this.value = value;
		this.json = json;
		this.by = by;
	}

	/**
	 * It happened. Calls are answered with the value from now on.
	 * @param value what the method would have returned; {@code null} for a method without
	 * a result
	 * @return the resolution, by the user of the operating system
	 */
	public static EffectResolution happened(@Nullable Object value) {
		return new EffectResolution(true, value, null, user());
	}

	/**
	 * It happened. Calls are answered with the value from now on.
	 * @param json what the method would have returned, as JSON in the form in which
	 * results are stored
	 * @return the resolution, by the user of the operating system
	 */
	public static EffectResolution happenedWithJson(String json) {
		return new EffectResolution(true, null, json, user());
	}

	/**
	 * It did not happen. The next call runs the method.
	 * @return the resolution, by the user of the operating system
	 */
	public static EffectResolution notHappened() {
		return new EffectResolution(false, null, null, user());
	}

	/**
	 * Says who found it out, which is kept with the effect.
	 * @param name a person or a program
	 * @return the resolution with that name
	 */
	public EffectResolution by(String name) {
		return new EffectResolution(this.happened, this.value, this.json, name);
	}

	/**
	 * Whether it happened.
	 * @return whether it happened
	 */
	public boolean isHappened() {
		return this.happened;
	}

	/**
	 * What the method would have returned.
	 * @return the value; {@code null} also when it is given as {@link #json()}
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * What the method would have returned, as JSON.
	 * @return the JSON text; {@code null} when the value itself was given
	 */
	public @Nullable String json() {
		return this.json;
	}

	/**
	 * Who found it out.
	 * @return a person or a program
	 */
	public String by() {
		return this.by;
	}

	private static String user() {
		String name = System.getProperty("user.name");
		return (name != null) ? name : "unknown";
	}

}
