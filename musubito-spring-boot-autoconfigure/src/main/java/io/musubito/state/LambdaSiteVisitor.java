package io.musubito.state;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the places in a class where lambdas are made.
 */
final class LambdaSiteVisitor extends ClassVisitor {

	private final Set<LambdaSite> sites;

	LambdaSiteVisitor(Set<LambdaSite> sites) {
		super(Opcodes.ASM9);
		this.sites = sites;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new MethodVisitor(Opcodes.ASM9) {

			@Override
			public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
				if (arguments.length > 1 && arguments[1] instanceof Handle body) {
					LambdaSiteVisitor.this.sites.add(new LambdaSite(Type.getReturnType(type).getDescriptor(),
							Arrays.stream(Type.getArgumentTypes(type)).map(Type::getDescriptor).toList(),
							Lambdas.body(body)));
				}
			}

		};
	}

}
