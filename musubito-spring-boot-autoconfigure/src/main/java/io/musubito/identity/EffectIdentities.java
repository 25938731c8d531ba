package io.musubito.identity;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Makes the keys of effects.
 */
public final class EffectIdentities {

	private final Predicate<Class<?>> application;

	private final EffectNameMemory memory;

	private final String namespace;

	private final ConcurrentMap<List<String>, EffectKeys> ofInputs = new ConcurrentHashMap<>();

	/**
	 * Creates the source.
	 * @param application tells the classes of the application
	 * @param memory remembers names from one start to the next
	 * @param namespace the namespace that the effects belong to
	 */
	public EffectIdentities(Predicate<Class<?>> application, EffectNameMemory memory, String namespace) {
		this.application = application;
		this.memory = memory;
		this.namespace = namespace;
	}

	/**
	 * The keys of a method that is an effect.
	 * @param operation its operation
	 * @param version its version
	 * @param parameters its parameters, all of them
	 * @param expression the expression that is its key; empty without one
	 * @return the keys
	 */
	public EffectKeys of(String operation, String version, List<EffectParameter> parameters, String expression) {
		return new EffectKeys(this.namespace, operation, version, parameters, expression, this.application,
				this.memory);
	}

	/**
	 * The keys of an effect whose inputs have names that were given for that.
	 * @param operation its operation
	 * @param version its version
	 * @return the keys, the same each time
	 */
	public EffectKeys ofInputs(String operation, String version) {
		return this.ofInputs.computeIfAbsent(List.of(operation, version),
				(key) -> of(operation, version, List.of(), ""));
	}

}
