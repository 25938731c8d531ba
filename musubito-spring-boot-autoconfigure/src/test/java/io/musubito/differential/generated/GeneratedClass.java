package io.musubito.differential.generated;

import java.util.ArrayList;
import java.util.List;

/**
 * A class of a unit that has the members of pieces.
 */
final class GeneratedClass {

	private final String name;

	private final Kind kind;

	private final List<Integer> parts = new ArrayList<>();

	private final List<GeneratedClass> held = new ArrayList<>();

	GeneratedClass(String name, Kind kind) {
		this.name = name;
		this.kind = kind;
	}

	String name() {
		return this.name;
	}

	/**
	 * The name of the field in which another class holds it.
	 */
	String field() {
		return "h" + this.name;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * The parts whose members it has, by number.
	 */
	List<Integer> parts() {
		return this.parts;
	}

	/**
	 * The classes that it has in fields.
	 */
	List<GeneratedClass> held() {
		return this.held;
	}

	/**
	 * What it is for whoever uses it.
	 */
	enum Kind {

		/** The class with the step. */
		STEP,

		/** The superclass of that one. */
		BASE,

		/** A bean that is injected. */
		COMPONENT,

		/** An object in a field. */
		PLAIN,

		/** An object in a static field. */
		STATIC;

		/** Whether the container injects into it. */
		boolean isBean() {
			return this == STEP || this == BASE || this == COMPONENT;
		}

	}

}
