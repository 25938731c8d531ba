package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds where the code of a class calls methods on the object that it runs on, in its
 * lambdas and nested classes too. A call of another object of the same class, a proxy
 * that was injected perhaps, is none.
 */
final class SelfCalls {

	private SelfCalls() {
	}

	/**
	 * The calls in the code of a class.
	 * @param type a class; none of its superclasses is looked at
	 * @param names the methods of interest
	 * @return the calls; none when the class file can't be read
	 */
	static List<SelfCall> in(Class<?> type, Set<String> names) {
		List<SelfCall> calls = new ArrayList<>();
		ClassNode node = read(type.getClassLoader(), Type.getInternalName(type));
		if (node != null) {
			in(node, node.name, names, calls);
			ClassNode host = (node.nestHostClass != null) ? read(type.getClassLoader(), node.nestHostClass) : node;
			List<String> members = (host != null && host.nestMembers != null) ? host.nestMembers : List.of();
			members.stream()
				.filter((member) -> member.startsWith(node.name + "$"))
				.map((member) -> read(type.getClassLoader(), member))
				.filter(Objects::nonNull)
				.forEach((member) -> in(member, node.name, names, calls));
		}
		return calls;
	}

	private static @Nullable ClassNode read(@Nullable ClassLoader loader, String name) {
		if (loader == null) {
			return null;
		}
		try (InputStream stream = loader.getResourceAsStream(name + ".class")) {
			if (stream == null) {
				return null;
			}
			ClassNode node = new ClassNode();
			new ClassReader(stream).accept(node, ClassReader.SKIP_DEBUG);
			return node;
		}
		catch (IOException | RuntimeException ex) {
			// Only told of, so that what can't be read is left out
			return null;
		}
	}

	private static void in(ClassNode node, String self, Set<String> names, List<SelfCall> calls) {
		for (MethodNode method : node.methods) {
			// What the compiler adds for generic methods is nobody's call
			if ((method.access & Opcodes.ACC_BRIDGE) == 0 && mentions(method, names)) {
				try {
					Frame<BasicValue>[] frames = new Analyzer<>(new SelfInterpreter(node.name, self)).analyze(node.name,
							method);
					for (int i = 0; i < frames.length; i++) {
						SelfCall call = (frames[i] != null) ? call(method.instructions.get(i), frames[i]) : null;
						if (call != null && names.contains(call.name())) {
							calls.add(new SelfCall(node.name, method.name, method.desc, call.name(), call.descriptor(),
									call.ofSuper()));
						}
					}
				}
				catch (AnalyzerException | RuntimeException ex) {
					// As above
				}
			}
		}
	}

	private static boolean mentions(MethodNode method, Set<String> names) {
		for (AbstractInsnNode instruction : method.instructions) {
			if ((instruction instanceof MethodInsnNode call && names.contains(call.name))
					|| instruction instanceof InvokeDynamicInsnNode) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable SelfCall call(AbstractInsnNode instruction, Frame<BasicValue> frame) {
		if (instruction instanceof MethodInsnNode call && call.getOpcode() != Opcodes.INVOKESTATIC) {
			int arguments = Type.getArgumentCount(call.desc);
			return (frame.getStack(frame.getStackSize() - 1 - arguments) == SelfInterpreter.SELF)
					? new SelfCall("", "", "", call.name, call.desc, call.getOpcode() == Opcodes.INVOKESPECIAL) : null;
		}
		if (instruction instanceof InvokeDynamicInsnNode lambda) {
			int captured = Type.getArgumentCount(lambda.desc);
			boolean self = captured > 0 && frame.getStack(frame.getStackSize() - captured) == SelfInterpreter.SELF;
			for (Object argument : lambda.bsmArgs) {
				if (self && argument instanceof Handle handle && handle.getTag() != Opcodes.H_INVOKESTATIC) {
					return new SelfCall("", "", "", handle.getName(), handle.getDesc(),
							handle.getTag() == Opcodes.H_INVOKESPECIAL);
				}
			}
		}
		return null;
	}

}
