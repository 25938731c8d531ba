package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * A method that is called.
 *
 * @param owner the class that it is called on
 * @param name its name
 * @param descriptor its descriptor
 * @param dynamic whether the class of the receiver decides which code runs
 */
record Call(String owner, String name, String descriptor, boolean dynamic) {

	// As generated, but at once: at startup there is no time to warm the generated
	// ones up, which the JVM puts together from method handles
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Call call && this.name.equals(call.name) && this.owner.equals(call.owner)
				&& this.descriptor.equals(call.descriptor) && this.dynamic == call.dynamic;
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.owner.hashCode() + this.name.hashCode()) + this.descriptor.hashCode();
	}

}
