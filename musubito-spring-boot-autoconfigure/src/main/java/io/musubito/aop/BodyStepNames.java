package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the names of steps in the code, as far as they are constants.
 */
final class BodyStepNames {

	private static final String SPECIFICATION = "io/musubito/StepSpec";

	private BodyStepNames() {
	}

	/**
	 * The names that the code of a class gives to steps.
	 * @param classFile the class file
	 * @return the names
	 * @throws IOException if it can't be read
	 */
	static Set<String> in(InputStream classFile) throws IOException {
		ClassNode type = new ClassNode();
		new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		Set<String> names = new TreeSet<>();
		for (MethodNode method : type.methods) {
			for (AbstractInsnNode instruction : method.instructions) {
				String name = (instruction instanceof MethodInsnNode call && call.owner.equals(SPECIFICATION)
						&& call.name.equals("of")) ? constantBefore(call) : null;
				if (name != null) {
					names.add(name);
				}
			}
		}
		return names;
	}

	private static @Nullable String constantBefore(AbstractInsnNode call) {
		AbstractInsnNode instruction = call.getPrevious();
		while (instruction != null) {
			if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
				return text;
			}
			instruction = instruction.getPrevious();
		}
		return null;
	}

}
