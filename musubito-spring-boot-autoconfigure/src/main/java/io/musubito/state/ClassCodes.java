package io.musubito.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.CodeLevel;
import io.musubito.code.CodeFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The code of classes that the code of one step doesn't cover. Safe for use by many
 * threads.
 */
public final class ClassCodes {

	private final States states;

	private final Supplier<CodeFingerprint> step;

	private final Map<Class<?>, Optional<String>> hashes = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param states has the code of classes
	 * @param step the code of the step
	 */
	public ClassCodes(States states, Supplier<CodeFingerprint> step) {
		this.states = states;
		this.step = step;
	}

	/**
	 * The code of a class.
	 * @param type the class
	 * @return the hash; {@code null} when the code of the step covers it
	 */
	public @Nullable String find(Class<?> type) {
		Optional<String> known = this.hashes.get(type);
		return ((known != null) ? known : this.hashes.computeIfAbsent(type, this::compute)).orElse(null);
	}

	/**
	 * The code of a class by its name.
	 * @param className the name
	 * @param loader has the class
	 * @return the hash; {@code null} when there is no such class, or it is covered
	 */
	public @Nullable String find(String className, ClassLoader loader) {
		try {
			return find(Class.forName(className, false, loader));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private Optional<String> compute(Class<?> type) {
		CodeFingerprint code = this.step.get();
		if (code.level() != CodeLevel.REACHABLE || !this.states.isApplication(type)
				|| code.dependencies().covered().contains(type.getName())) {
			return Optional.empty();
		}
		return Optional.of(this.states.code(States.written(type)).hash());
	}

}
