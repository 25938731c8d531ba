package io.musubito.code;

import java.util.ArrayList;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;

/**
 * Adds the names of parameters to methods, which are left out with all that is there for
 * debuggers.
 */
final class ParameterNames extends ClassVisitor {

	private final ClassNode node;

	private int method;

	ParameterNames(ClassNode node) {
		super(Opcodes.ASM9);
		this.node = node;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		MethodNode known = this.node.methods.get(this.method++);
		known.parameters = new ArrayList<>();
		return new MethodVisitor(Opcodes.ASM9) {
			@Override
			public void visitParameter(String parameter, int flags) {
				known.parameters.add(new ParameterNode(parameter, flags));
			}
		};
	}

}
