package io.musubito.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.code.ClassFiles.Selected;

/**
 * Brings calls of overridable methods and the classes together of which there are
 * objects: rapid type analysis (Bacon and Sweeney 1996). Used once, by one thread.
 */
final class Dispatch {

	private final ClassFiles files;

	private final Found found;

	private final Map<String, Map<Call, Mode>> calls = new HashMap<>();

	private final Map<String, Set<String>> liveBySupertype = new HashMap<>();

	private final Set<String> lambdas = new HashSet<>();

	/**
	 * Begins without calls and classes.
	 * @param found is told of the methods that may run
	 */
	Dispatch(ClassFiles files, Found found) {
		this.files = files;
		this.found = found;
	}

	/**
	 * A call of a method that may be overridden.
	 */
	void call(Call call, Mode mode) {
		if (Mode.isNews(this.calls.computeIfAbsent(call.owner(), (key) -> new HashMap<>()), call, mode)) {
			Set<String> receivers = this.liveBySupertype.getOrDefault(call.owner(), Set.of());
			List.copyOf(receivers).forEach((type) -> select(type, call, mode));
		}
	}

	/**
	 * A class of the application of which there are objects.
	 */
	void live(String name) {
		for (String supertype : this.files.supertypes(name)) {
			this.liveBySupertype.computeIfAbsent(supertype, (key) -> new LinkedHashSet<>()).add(name);
			Map.copyOf(this.calls.getOrDefault(supertype, Map.of())).forEach((call, mode) -> select(name, call, mode));
		}
	}

	/**
	 * Functional interfaces that are implemented by lambdas.
	 */
	void lambdas(Set<String> interfaces) {
		this.lambdas.addAll(interfaces);
	}

	/**
	 * The calls that no method was found for.
	 */
	Stream<Call> unresolved() {
		return this.calls.values().stream().flatMap((all) -> all.keySet().stream()).filter(this::isUnresolved);
	}

	private void select(String owner, Call call, Mode mode) {
		Call received = new Call(owner, call.name(), call.descriptor(), true);
		this.files.select(owner, call.name(), call.descriptor())
			.ifPresent((method) -> this.found.method(received, method, mode));
	}

	private boolean isUnresolved(Call call) {
		Set<String> receivers = this.liveBySupertype.getOrDefault(call.owner(), Set.of());
		return Stream.concat(Stream.of(call.owner()), receivers.stream())
			.allMatch((type) -> this.files.select(type, call.name(), call.descriptor())
				.filter((selected) -> !selected.isAbstract())
				.isEmpty())
				&& this.lambdas.stream().noneMatch((type) -> this.files.supertypes(type).contains(call.owner()));
	}

	/**
	 * Is told of methods that may run.
	 */
	@FunctionalInterface
	interface Found {

		/**
		 * A method that may run.
		 * @param received the call on the class that has the method
		 * @param method the method
		 * @param mode what it runs for
		 */
		void method(Call received, Selected method, Mode mode);

	}

}
