package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * A method that is called.
 *
 * @param owner the class that it is called on
 * @param name its name
 * @param descriptor its descriptor
 */
record MethodKey(String owner, String name, String descriptor) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MethodKey key && this.name.equals(key.name) && this.owner.equals(key.owner)
				&& this.descriptor.equals(key.descriptor);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.owner.hashCode() + this.name.hashCode()) + this.descriptor.hashCode();
	}

}
