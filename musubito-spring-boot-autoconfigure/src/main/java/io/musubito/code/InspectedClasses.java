package io.musubito.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.musubito.code.HandedObjects.Binding;

/**
 * The classes whose objects others may look into, while the code is followed. What is
 * handed to them as an interface, or by a type variable, are objects of the classes
 * behind.
 */
final class InspectedClasses {

	private final ClassFiles files;

	private final Consumer<String> found;

	private final Set<String> handed = new HashSet<>();

	private final Set<String> classes = new HashSet<>();

	private final Map<String, Set<String>> variables = new HashMap<>();

	private final Map<String, Set<String>> liveBySupertype = new HashMap<>();

	/**
	 * Begins without any class.
	 * @param found is told of each class, once
	 */
	InspectedClasses(ClassFiles files, Consumer<String> found) {
		this.files = files;
		this.found = found;
	}

	/**
	 * A class or a type variable whose objects are handed over.
	 */
	void handed(String name) {
		if (!this.handed.add(name)) {
			return;
		}
		if (DeclaredTypes.isVariable(name)) {
			List.copyOf(this.variables.getOrDefault(name, Set.of())).forEach(this::handed);
		}
		else if (!isException(name)) {
			inspect(name);
			List.copyOf(this.liveBySupertype.getOrDefault(name, Set.of())).forEach(this::inspect);
		}
	}

	/**
	 * What a type variable may stand for.
	 */
	void bound(Binding binding) {
		if (this.variables.computeIfAbsent(binding.variable(), (key) -> new HashSet<>()).add(binding.type())
				&& this.handed.contains(binding.variable())) {
			handed(binding.type());
		}
	}

	/**
	 * A class of which there are objects.
	 */
	void live(String name) {
		for (String supertype : this.files.supertypes(name)) {
			this.liveBySupertype.computeIfAbsent(supertype, (key) -> new HashSet<>()).add(name);
			if (this.classes.contains(supertype)) {
				inspect(name);
			}
		}
	}

	/**
	 * The classes, as in class files.
	 */
	Set<String> classes() {
		return this.classes;
	}

	private void inspect(String name) {
		if (this.files.isApplication(name) && this.classes.add(name)) {
			this.found.accept(name);
		}
	}

	private boolean isException(String name) {
		return this.files.supertypes(name).contains("java/lang/Throwable");
	}

}
