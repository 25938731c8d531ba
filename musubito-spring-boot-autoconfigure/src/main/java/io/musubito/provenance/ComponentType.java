package io.musubito.provenance;

import java.util.Arrays;

/**
 * What a component of an identity is, told by its name.
 */
enum ComponentType {

	RESOURCE("resource ", "Resource"),

	/** Before the other properties. */
	MODEL_OPTION("property spring.ai.", "ModelOption"),

	PROPERTY("property ", "Property"),

	INPUT("input.", "Input"),

	/** Of the class of an argument; the code of the step has no name behind it. */
	CODE("code ", "Code"),

	/** Whatever else counts, by its name. */
	OTHER("", "Component");

	private final String prefix;

	private final String label;

	ComponentType(String prefix, String label) {
		this.prefix = prefix;
		this.label = label;
	}

	static ComponentType of(String name) {
		return Arrays.stream(values()).filter((type) -> name.startsWith(type.prefix)).findFirst().orElse(OTHER);
	}

	/**
	 * What names begin with.
	 */
	String prefix() {
		return (this == MODEL_OPTION) ? PROPERTY.prefix : this.prefix;
	}

	String label() {
		return this.label;
	}

}
