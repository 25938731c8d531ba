package io.musubito.ai;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.code.Ambient;
import io.musubito.code.CodeDependencies;
import io.musubito.execution.CallSurroundings;

/**
 * Notes what the code asks for that a call of a model may run: that of its tools, and of
 * a model of the application. Used once, by one thread.
 */
final class CodeQuestions {

	private final Set<Ambient> ambient = EnumSet.noneOf(Ambient.class);

	private final SortedSet<String> properties = new TreeSet<>();

	void note(CodeDependencies dependencies) {
		this.ambient.addAll(dependencies.ambient());
		this.properties.addAll(dependencies.properties());
	}

	CallSurroundings toSurroundings() {
		return new CallSurroundings(Set.copyOf(this.ambient), this.properties, null);
	}

}
