package io.musubito;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

/**
 * The specification of a step without an annotation, for {@link Musubito#step}.
 * Immutable: each method returns a new specification.
 *
 * @param <T> the type of the result
 */
public final class StepSpec<T extends @Nullable Object> {

	private final String name;

	private final StepType type;

	private final Type resultType;

	private final Map<String, @Nullable Object> inputs;

	private final @Nullable Duration ttl;

	private final String version;

	private StepSpec(String name, StepType type, Type resultType, Map<String, @Nullable Object> inputs,
			@Nullable Duration ttl, String version) {
		this.name = name;
		this.type = type;
		this.resultType = resultType;
		this.inputs = inputs;
		this.ttl = ttl;
		this.version = version;
	}

	/**
	 * Begins a specification.
	 * @param <T> the type of the result
	 * @param name the operation; not the name of an annotated step
	 * @param type what the step promises about its result
	 * @param resultType the type that the result is stored and read as
	 * @return a specification without inputs
	 */
	public static <T extends @Nullable Object> StepSpec<T> of(String name, StepType type, Class<T> resultType) {
		return of(name, type, (Type) resultType);
	}

	/**
	 * Begins a specification with a generic result type.
	 * @param <T> the type of the result
	 * @param name the operation; not the name of an annotated step
	 * @param type what the step promises about its result
	 * @param resultType the type that the result is stored and read as
	 * @return a specification without inputs
	 */
	public static <T extends @Nullable Object> StepSpec<T> of(String name, StepType type,
			ParameterizedTypeReference<T> resultType) {
		return of(name, type, resultType.getType());
	}

	private static <T extends @Nullable Object> StepSpec<T> of(String name, StepType type, Type resultType) {
		Assert.hasText(name, "A step needs a name");
		return new StepSpec<>(name, type, resultType, Map.of(), null, "");
	}

	/**
	 * Adds an input: everything that the result depends on must be one.
	 * @param inputName the name of the input; given again, it replaces the earlier one
	 * @param value its value, hashed by content
	 * @return the specification with the input
	 */
	public StepSpec<T> input(String inputName, @Nullable Object value) {
		Map<String, @Nullable Object> more = new LinkedHashMap<>(this.inputs);
		more.put(inputName, value);
		return new StepSpec<>(this.name, this.type, this.resultType, Collections.unmodifiableMap(more), this.ttl,
				this.version);
	}

	/**
	 * Sets how long a result may be replayed.
	 * @param timeToLive the time since the execution; zero means never
	 * @return the specification with the TTL
	 */
	public StepSpec<T> ttl(Duration timeToLive) {
		Assert.isTrue(!timeToLive.isNegative(), () -> "Step '" + this.name + "': the TTL must not be negative");
		return new StepSpec<>(this.name, this.type, this.resultType, this.inputs, timeToLive, this.version);
	}

	/**
	 * Sets the version, a part of the identity that is chosen by hand.
	 * @param identityVersion the version
	 * @return the specification with the version
	 */
	public StepSpec<T> version(String identityVersion) {
		return new StepSpec<>(this.name, this.type, this.resultType, this.inputs, this.ttl, identityVersion);
	}

	/**
	 * The operation.
	 * @return the operation
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What the step promises about its result.
	 * @return the type
	 */
	public StepType type() {
		return this.type;
	}

	/**
	 * The type that the result is stored and read as.
	 * @return the type of the result
	 */
	public Type resultType() {
		return this.resultType;
	}

	/**
	 * The inputs by name, in the order in which they were added.
	 * @return an unmodifiable map
	 */
	public Map<String, @Nullable Object> inputs() {
		return this.inputs;
	}

	/**
	 * How long a result may be replayed.
	 * @return the TTL, {@code null} without bound
	 */
	public @Nullable Duration ttl() {
		return this.ttl;
	}

	/**
	 * The version.
	 * @return the version, empty when none was given
	 */
	public String version() {
		return this.version;
	}

}
