package io.musubito.state;

import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import io.musubito.code.Ambient;
import io.musubito.code.CodeDependencies;
import io.musubito.code.CodeFingerprint;
import io.musubito.value.Supertypes;

/**
 * What code reads of objects: that of a step, and that of the objects which turn up
 * without being expected by it. Used by one thread.
 */
final class Reads {

	private final SortedSet<String> fields;

	private final SortedSet<String> changed;

	private final SortedSet<String> covered;

	private final SortedSet<String> inspected;

	private final SortedSet<String> named;

	private final SortedSet<String> properties;

	private final Set<Ambient> ambient = EnumSet.noneOf(Ambient.class);

	private final SortedMap<String, String> unexpected = new TreeMap<>();

	private final SortedMap<String, String> lambdas = new TreeMap<>();

	private CodeBoundary boundary = CodeBoundary.NONE;

	private SortedSet<String> libraries;

	private boolean grown;

	Reads(CodeDependencies dependencies) {
		this.fields = new TreeSet<>(dependencies.fields());
		this.changed = new TreeSet<>(dependencies.changed());
		this.covered = new TreeSet<>(dependencies.covered());
		this.inspected = new TreeSet<>(dependencies.inspected());
		this.named = new TreeSet<>(dependencies.named());
		this.properties = new TreeSet<>(dependencies.properties());
		this.ambient.addAll(dependencies.ambient());
		this.libraries = dependencies.libraries();
	}

	SortedSet<String> fields() {
		return this.fields;
	}

	SortedSet<String> named() {
		return this.named;
	}

	/**
	 * Hashes of the code of unexpected objects by the name of the class that has it.
	 */
	SortedMap<String, String> unexpected() {
		SortedMap<String, String> all = new TreeMap<>(this.lambdas);
		this.unexpected.forEach((name, hash) -> all.merge(name, hash, (ofLambdas, whole) -> whole + " " + ofLambdas));
		return all;
	}

	boolean isRead(Field field) {
		return this.fields.contains(name(field));
	}

	boolean isChanged(Field field) {
		return this.changed.contains(name(field));
	}

	boolean isCovered(Class<?> type) {
		return this.covered.contains(type.getName());
	}

	boolean areCovered(Set<String> lambdas) {
		return this.covered.containsAll(lambdas);
	}

	boolean isUnexpected(Class<?> type) {
		return this.unexpected.containsKey(type.getName());
	}

	boolean isKnown(Class<?> type) {
		return isCovered(type) || isUnexpected(type);
	}

	/**
	 * Whether all that objects of a class hold may be read.
	 */
	boolean isWhole(Class<?> type) {
		return type.isRecord() || type.isHidden() || this.unexpected.containsKey(type.getName()) || !isCovered(type)
				|| isInspected(type);
	}

	private boolean isInspected(Class<?> type) {
		if (this.inspected.isEmpty()) {
			return false;
		}
		return Supertypes.of(type).anyMatch((supertype) -> this.inspected.contains(supertype.getName()));
	}

	/**
	 * Adds what the code of an object reads which turned up without being expected.
	 */
	void addUnexpected(Class<?> type, CodeFingerprint code) {
		this.unexpected.put(type.getName(), code.hash());
		add(code);
	}

	/**
	 * Adds what a lambda does, if nobody expected it.
	 * @param host the name of the class that it is written in, of which the rest doesn't
	 * count
	 * @return the hash of its code, unless no other one can be meant
	 */
	String add(String host, LambdaBodies.Body body) {
		boolean covered = areCovered(Set.of(body.name()));
		if (covered && !body.chosen()) {
			return "";
		}
		CodeFingerprint code = body.code();
		if (!covered) {
			unexpectedBoundary(code.boundary());
			if (!code.parts().isEmpty()) {
				this.lambdas.merge(host, code.hash(),
						(before, hash) -> before.contains(hash) ? before : before + " " + hash);
				add(code);
			}
		}
		return " " + code.hash();
	}

	private void add(CodeFingerprint code) {
		CodeDependencies dependencies = code.dependencies();
		this.grown |= this.fields.addAll(dependencies.fields()) | this.changed.addAll(dependencies.changed())
				| this.covered.addAll(dependencies.covered()) | this.inspected.addAll(dependencies.inspected())
				| this.named.addAll(dependencies.named());
		this.properties.addAll(dependencies.properties());
		this.ambient.addAll(dependencies.ambient());
		this.libraries = new TreeSet<>(this.libraries);
		this.libraries.addAll(dependencies.libraries());
	}

	/**
	 * Adds what such code doesn't see.
	 */
	void unexpectedBoundary(CodeBoundary more) {
		if (!more.equals(CodeBoundary.NONE)) {
			this.boundary = this.boundary.and(more);
		}
	}

	/**
	 * What the code of unexpected objects doesn't see.
	 */
	CodeBoundary boundary() {
		return this.boundary;
	}

	/**
	 * Whether there is more to read than at the last time of asking.
	 */
	boolean hasGrown() {
		boolean before = this.grown;
		this.grown = false;
		return before;
	}

	CodeDependencies toDependencies() {
		return new CodeDependencies(this.fields, this.changed, this.covered, this.inspected, this.named,
				this.properties, this.ambient, this.libraries);
	}

	private static String name(Field field) {
		return field.getDeclaringClass().getName() + "." + field.getName();
	}

}
