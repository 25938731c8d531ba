package io.musubito.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
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
		return new Sites(name, descriptor);
	}

	/**
	 * The places in a method, and where else it may have objects from.
	 */
	private final class Sites extends MethodVisitor {

		private final String method;

		private final List<LambdaSite> found = new ArrayList<>();

		private final Set<String> others = new HashSet<>();

		private boolean branches;

		Sites(String name, String descriptor) {
			super(Opcodes.ASM9);
			this.method = name + descriptor;
			for (Type parameter : Type.getArgumentTypes(descriptor)) {
				this.others.add(parameter.getDescriptor());
			}
		}

		@Override
		public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
			if (arguments.length > 2 && arguments[1] instanceof Handle body
					&& arguments[2] instanceof Type instantiated) {
				this.found.add(new LambdaSite(Type.getReturnType(type).getDescriptor(),
						Arrays.stream(Type.getArgumentTypes(type)).map(Type::getDescriptor).toList(), body,
						instantiated, null, Set.of()));
			}
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
			this.others.add(Type.getReturnType(descriptor).getDescriptor());
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			this.others.add(descriptor);
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			if (opcode == Opcodes.CHECKCAST) {
				this.others.add(Type.getObjectType(type).getDescriptor());
			}
		}

		@Override
		public void visitJumpInsn(int opcode, Label label) {
			this.branches = true;
		}

		@Override
		public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
			this.branches = true;
		}

		@Override
		public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
			this.branches = true;
		}

		@Override
		public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
			this.branches = true;
		}

		@Override
		public void visitEnd() {
			for (LambdaSite site : this.found) {
				boolean alone = !this.branches
						&& this.found.stream().filter((other) -> other.type().equals(site.type())).count() == 1;
				LambdaSiteVisitor.this.sites.add(new LambdaSite(site.type(), site.captured(), site.method(),
						site.called(), (alone) ? this.method : null, Set.copyOf(this.others)));
			}
		}

	}

}
