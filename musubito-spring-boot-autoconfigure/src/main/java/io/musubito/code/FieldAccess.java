package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * A field that is read or written.
 *
 * @param owner the class that it is accessed on
 * @param name its name
 */
record FieldAccess(String owner, String name) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FieldAccess access && this.name.equals(access.name) && this.owner.equals(access.owner);
	}

	@Override
	public int hashCode() {
		return 31 * this.owner.hashCode() + this.name.hashCode();
	}

}
