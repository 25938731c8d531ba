package io.musubito.ai;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.musubito.CodeBoundary;
import io.musubito.code.Ambient;
import io.musubito.code.CodeDependencies;
import io.musubito.execution.CallSurroundings;

/**
 * Notes what the code asks for that a call of a model may run: that of its tools, and of
 * a model of the application. Used once, by one thread.
 */
final class CodeQuestions {

	/** The subject of the model that is asked. */
	static final String MODEL = "chat model";

	/** What the answer of any model depends on, which is asked once and then replayed. */
	private static final Pattern OF_ANY_MODEL = Pattern.compile("(the network|the clock|random numbers) .*");

	private final Set<Ambient> ambient = EnumSet.noneOf(Ambient.class);

	private final SortedSet<String> properties = new TreeSet<>();

	private final SortedMap<String, CodeBoundary> unseen = new TreeMap<>();

	private String subject = MODEL;

	/**
	 * Says whose code is looked at from now on.
	 * @param newSubject what it is, for messages
	 */
	void about(String newSubject) {
		this.subject = newSubject;
	}

	void note(CodeDependencies dependencies) {
		this.ambient.addAll(dependencies.ambient());
		this.properties.addAll(dependencies.properties());
	}

	void noteUnseen(CodeBoundary boundary) {
		CodeBoundary left = (this.subject.equals(MODEL)) ? ofModel(boundary) : boundary;
		if (!left.equals(CodeBoundary.NONE)) {
			this.unseen.merge(this.subject, left, CodeBoundary::and);
		}
	}

	private static CodeBoundary ofModel(CodeBoundary boundary) {
		SortedSet<String> surroundings = new TreeSet<>(boundary.surroundings());
		surroundings.removeIf(OF_ANY_MODEL.asMatchPredicate());
		return new CodeBoundary(boundary.external(), boundary.unresolved(), boundary.reflection(), surroundings,
				boundary.state(), boundary.advice());
	}

	/**
	 * What the code doesn't see, by whose it is.
	 */
	SortedMap<String, CodeBoundary> unseen() {
		return this.unseen;
	}

	CallSurroundings toSurroundings() {
		return new CallSurroundings(Set.copyOf(this.ambient), this.properties, null, null);
	}

}
