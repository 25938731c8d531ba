package io.musubito.code;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/**
 * The calls behind constants of the constant pool.
 */
final class Calls {

	private Calls() {
	}

	/**
	 * The call that a method handle stands for.
	 * @return {@code null} when the constant is something else
	 */
	static @Nullable Call of(Object constant) {
		if (!(constant instanceof Handle handle) || handle.getTag() <= Opcodes.H_PUTSTATIC) {
			return null;
		}
		boolean dynamic = handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
		return new Call(handle.getOwner(), handle.getName(), handle.getDesc(), dynamic);
	}

}
