package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.musubito.MusubitoStep;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the names of steps that class files give, as far as they are constants.
 */
final class BodyStepNames {

	private static final String SPECIFICATION = "io/musubito/StepSpec";

	private static final String ADVISOR = "io/musubito/ai/MusubitoAdvisor";

	private static final String STEP = Type.getDescriptor(MusubitoStep.class);

	/** The operations of the advisor that has no name of its own. */
	private static final Set<String> UNNAMED_ADVISOR = Set.of("chat", "chat-stream");

	private final Set<String> bodies = new TreeSet<>();

	private final Set<String> others = new TreeSet<>(UNNAMED_ADVISOR);

	/**
	 * Adds the names in a class file.
	 * @param classFile the class file
	 * @throws IOException if it can't be read
	 */
	void add(InputStream classFile) throws IOException {
		ClassNode type = new ClassNode();
		new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		for (MethodNode method : type.methods) {
			for (AbstractInsnNode instruction : method.instructions) {
				if (instruction instanceof MethodInsnNode call) {
					add(call);
				}
			}
			if (method.visibleAnnotations != null) {
				method.visibleAnnotations.stream()
					.filter((annotation) -> annotation.desc.equals(STEP))
					.forEach((annotation) -> this.others.add(name(type, method, annotation)));
			}
		}
	}

	private void add(MethodInsnNode call) {
		String name = (call.owner.equals(SPECIFICATION) && call.name.equals("of")) ? constantBefore(call) : null;
		if (name != null) {
			this.bodies.add(name);
		}
		String advisor = (call.owner.equals(ADVISOR) && call.name.equals("named")) ? constantBefore(call) : null;
		if (advisor != null) {
			this.others.add(advisor);
			this.others.add(advisor + "-stream");
		}
	}

	/**
	 * The names of steps that register when they are called.
	 */
	Set<String> ofBodies() {
		return this.bodies;
	}

	/**
	 * The names that annotated methods and advisors have, where there is a bean of them.
	 */
	Set<String> ofBeans() {
		return this.others;
	}

	private static String name(ClassNode type, MethodNode method, AnnotationNode annotation) {
		List<Object> values = (annotation.values != null) ? annotation.values : List.of();
		int index = values.indexOf("name");
		String named = (index >= 0 && index % 2 == 0) ? String.valueOf(values.get(index + 1)) : "";
		return (named.isEmpty()) ? Type.getObjectType(type.name).getClassName() + "#" + method.name : named;
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
