package io.musubito.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.objectweb.asm.tree.MethodNode;

/**
 * Where the code of a pipeline ends: at the steps that it calls, which have fingerprints
 * of their own. A method with the annotation is a step on a bean alone: on the pipeline
 * itself, and on objects that the application makes with {@code new}, it is code like any
 * other. Used once, by one thread.
 */
final class CalledSteps {

	private static final String STEP = "Lio/musubito/MusubitoStep;";

	private static final String BEAN_METHOD = "Lorg/springframework/context/annotation/Bean;";

	private final ClassFiles files;

	private final Set<String> beans = new HashSet<>();

	private final Set<String> made = new HashSet<>();

	private final Map<String, List<Runnable>> left = new HashMap<>();

	private final Set<String> ordinary = new HashSet<>();

	private boolean leaving;

	CalledSteps(ClassFiles files) {
		this.files = files;
	}

	/**
	 * Leaves the steps that are called out.
	 * @param pipeline the class of the pipeline
	 */
	void leaveOut(String pipeline) {
		this.leaving = true;
		this.made.add(pipeline);
	}

	/**
	 * Whether a method is a step, as far as it is known, so that it is not followed.
	 * @param follow follows it when it turns out to be none
	 */
	boolean leaves(ClassCode owner, MethodNode method, Runnable follow) {
		if (!this.leaving || !has(method, STEP) || this.ordinary.contains(owner.name())) {
			return false;
		}
		this.left.computeIfAbsent(owner.name(), (key) -> new ArrayList<>()).add(follow);
		return true;
	}

	void bean(String name) {
		this.beans.add(name);
	}

	/**
	 * Objects that a method makes.
	 */
	void made(MethodNode by, Set<String> names) {
		if (this.leaving && !has(by, BEAN_METHOD)) {
			this.made.addAll(names);
		}
	}

	/**
	 * Follows the methods that turned out to be no steps.
	 * @return whether there were any
	 */
	boolean follow() {
		List<Runnable> none = new ArrayList<>();
		for (String owner : Set.copyOf(this.left.keySet())) {
			if (has(this.made, owner) || !has(this.beans, owner)) {
				this.ordinary.add(owner);
				none.addAll(this.left.remove(owner));
			}
		}
		none.forEach(Runnable::run);
		return !none.isEmpty();
	}

	private boolean has(Set<String> types, String owner) {
		return types.stream().anyMatch((type) -> this.files.supertypes(type).contains(owner));
	}

	private static boolean has(MethodNode method, String annotation) {
		return method.visibleAnnotations != null
				&& method.visibleAnnotations.stream().anyMatch((found) -> found.desc.equals(annotation));
	}

}
