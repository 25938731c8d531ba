package io.musubito.code;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * What is known of a value on the stack or in a variable, wherever the method may have
 * come from.
 *
 * @param size how many words it takes
 * @param type its class, the descriptor of an array, empty when it is a number or not
 * known
 * @param origin where the object comes from
 * @param loaded the fields that the object may have been taken from
 * @param sites the instructions that may have made it, or what is in it
 * @param classes the classes of the application that it may be of, or what is in it
 * @param constant the constant that it is: a string or a type
 */
record StackValue(int size, String type, Origin origin, Set<Loaded> loaded, Set<AbstractInsnNode> sites,
		Set<String> classes, @Nullable Object constant) implements Value {

	static final StackValue WORD = new StackValue(1, "", Origin.OTHER, Set.of(), Set.of(), Set.of(), null);

	static final StackValue TWO_WORDS = new StackValue(2, "", Origin.OTHER, Set.of(), Set.of(), Set.of(), null);

	static final StackValue NULL = new StackValue(1, "null", Origin.FRESH, Set.of(), Set.of(), Set.of(), null);

	static StackValue of(String type) {
		return new StackValue(1, type, Origin.OTHER, Set.of(), Set.of(), Set.of(), null);
	}

	static StackValue constant(String type, Object constant) {
		return new StackValue(1, type, Origin.OTHER, Set.of(), Set.of(), Set.of(), constant);
	}

	static StackValue made(String type, AbstractInsnNode site) {
		return new StackValue(1, type, Origin.FRESH, Set.of(), Set.of(site), Set.of(), null);
	}

	static StackValue loaded(String type, Set<Loaded> loaded) {
		return new StackValue(1, type, Origin.OTHER, loaded, Set.of(), Set.of(), null);
	}

	@Override
	public int getSize() {
		return this.size;
	}

	StackValue as(String other) {
		return new StackValue(this.size, other, this.origin, this.loaded, this.sites, this.classes, this.constant);
	}

	StackValue from(Origin other) {
		return new StackValue(this.size, this.type, other, this.loaded, this.sites, this.classes, this.constant);
	}

	/**
	 * This value with what is known of its class and its content.
	 */
	StackValue with(Set<String> other) {
		return (other.equals(this.classes)) ? this : new StackValue(this.size, this.type, this.origin, this.loaded,
				this.sites, Set.copyOf(other), this.constant);
	}

	/**
	 * This value that may be another one, or have it in it.
	 */
	StackValue carrying(StackValue other) {
		return new StackValue(this.size, this.type, this.origin, this.loaded, union(this.sites, other.sites),
				union(this.classes, other.classes), this.constant);
	}

	/**
	 * Whether it is a function that was written as a lambda.
	 */
	boolean isLambda() {
		return !this.sites.isEmpty()
				&& this.sites.stream().allMatch((site) -> site.getOpcode() == Opcodes.INVOKEDYNAMIC);
	}

	/**
	 * Either this value or another one.
	 */
	StackValue or(StackValue other) {
		if (equals(other) || other == NULL) {
			return this;
		}
		if (this == NULL) {
			return other;
		}
		return new StackValue(Math.min(this.size, other.size), (this.type.equals(other.type)) ? this.type : "",
				this.origin.or(other.origin), union(this.loaded, other.loaded), union(this.sites, other.sites),
				union(this.classes, other.classes),
				Objects.equals(this.constant, other.constant) ? this.constant : null);
	}

	private static <T> Set<T> union(Set<T> left, Set<T> right) {
		if (left.containsAll(right)) {
			return left;
		}
		Set<T> all = new HashSet<>(left);
		all.addAll(right);
		return Set.copyOf(all);
	}

	// As generated, but at once, see Call
	@Override
	public boolean equals(@Nullable Object object) {
		return this == object || (object instanceof StackValue other && this.size == other.size
				&& this.origin == other.origin && this.type.equals(other.type) && this.loaded.equals(other.loaded)
				&& this.sites.equals(other.sites) && this.classes.equals(other.classes)
				&& Objects.equals(this.constant, other.constant));
	}

	@Override
	public int hashCode() {
		return this.type.hashCode();
	}

	/**
	 * A field that something was taken from.
	 *
	 * @param field the field
	 * @param holder where the object comes from that has the field
	 */
	record Loaded(FieldAccess field, Origin holder) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Loaded that && this.holder == that.holder && this.field.equals(that.field);
		}

		@Override
		public int hashCode() {
			return this.field.hashCode();
		}

	}

}
