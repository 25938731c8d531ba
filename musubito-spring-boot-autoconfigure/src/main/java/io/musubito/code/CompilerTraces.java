package io.musubito.code;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Takes out of methods what depends on the version and the flags of the compiler and does
 * nothing.
 */
final class CompilerTraces {

	private static final Pattern OUTER_INSTANCE = Pattern.compile("this\\$\\d+");

	private static final Set<String> LOGGER_FACTORIES = Set.of("getLogger", "getLog", "desiredAssertionStatus");

	private static final Set<String> NAMES = Set.of("getName", "getSimpleName", "getTypeName", "getCanonicalName",
			"getPackageName");

	private static final Set<String> RESOURCES = Set.of("getResource", "getResourceAsStream");

	private static final Set<String> OBJECT_METHODS = Set.of("toString()Ljava/lang/String;", "hashCode()I",
			"equals(Ljava/lang/Object;)Z", "getClass()Ljava/lang/Class;", "notify()V", "notifyAll()V", "wait()V",
			"wait(J)V", "wait(JI)V");

	private CompilerTraces() {
	}

	/**
	 * The labels that a jump, a switch or an exception table refers to, numbered in the
	 * order in which they stand.
	 */
	static Map<LabelNode, Integer> usedLabels(MethodNode method) {
		Set<LabelNode> used = Collections.newSetFromMap(new IdentityHashMap<>());
		for (TryCatchBlockNode block : method.tryCatchBlocks) {
			used.addAll(List.of(block.start, block.end, block.handler));
		}
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof JumpInsnNode jump) {
				used.add(jump.label);
			}
			else if (instruction instanceof LookupSwitchInsnNode lookup) {
				used.addAll(lookup.labels);
				used.add(lookup.dflt);
			}
			else if (instruction instanceof TableSwitchInsnNode table) {
				used.addAll(table.labels);
				used.add(table.dflt);
			}
		}
		Map<LabelNode, Integer> numbers = new IdentityHashMap<>();
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof LabelNode label && used.contains(label)) {
				numbers.put(label, numbers.size());
			}
		}
		return numbers;
	}

	/**
	 * The instructions of a method without those that only some compilers write.
	 */
	static List<AbstractInsnNode> instructions(ClassCode owner, MethodNode method) {
		BitSet loaded = loadedVariables(method);
		Set<AbstractInsnNode> left = new HashSet<>();
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof VarInsnNode store && isDeadStore(store, loaded)) {
				left.add(store);
				left.add(store.getPrevious());
			}
			else if (instruction instanceof FieldInsnNode field && keepsOuterInstance(owner, field)) {
				left.add(field);
				left.add(field.getPrevious());
				left.add(field.getPrevious().getPrevious());
			}
		}
		List<AbstractInsnNode> instructions = new ArrayList<>(method.instructions.size());
		for (AbstractInsnNode instruction : method.instructions) {
			if (!left.contains(instruction)) {
				instructions.add(instruction);
			}
		}
		return instructions;
	}

	/**
	 * Whether a field holds the enclosing object. The compiler of JDK 17 writes it
	 * always, later ones only where it is used.
	 */
	static boolean holdsOuterInstance(FieldNode field) {
		return (field.access & Opcodes.ACC_SYNTHETIC) != 0 && OUTER_INSTANCE.matcher(field.name).matches();
	}

	/**
	 * Whether a class literal is there for its name only: that of a logger, of the switch
	 * of assertions, or of a resource beside the class.
	 */
	static boolean onlyNamesTheClass(LdcInsnNode constant) {
		AbstractInsnNode next = constant.getNext();
		if (next instanceof MethodInsnNode call && LOGGER_FACTORIES.contains(call.name)) {
			return true;
		}
		AbstractInsnNode used = (next instanceof LdcInsnNode text && text.cst instanceof String) ? next.getNext()
				: next;
		return used instanceof MethodInsnNode call && call.owner.equals("java/lang/Class")
				&& ((used == next) ? NAMES : RESOURCES).contains(call.name);
	}

	/**
	 * Whether a method is one of {@link Object}. When it is called on an interface, the
	 * compiler of JDK 17 names {@code Object}, later ones the interface (JDK-8272564).
	 */
	static boolean isOfObject(String method) {
		return OBJECT_METHODS.contains(method);
	}

	private static BitSet loadedVariables(MethodNode method) {
		BitSet loaded = new BitSet();
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof VarInsnNode variable && !isStore(variable)) {
				loaded.set(variable.var);
			}
			else if (instruction instanceof IincInsnNode increment) {
				loaded.set(increment.var);
			}
		}
		return loaded;
	}

	/**
	 * Whether a constant goes into a variable that is never read: with {@code -g} the
	 * compiler keeps such variables for the debugger.
	 */
	private static boolean isDeadStore(VarInsnNode store, BitSet loaded) {
		AbstractInsnNode value = store.getPrevious();
		return isStore(store) && !loaded.get(store.var) && value != null
				&& (value instanceof LdcInsnNode || isConstant(value.getOpcode()));
	}

	private static boolean isConstant(int opcode) {
		return opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.SIPUSH;
	}

	private static boolean isStore(VarInsnNode variable) {
		return variable.getOpcode() >= Opcodes.ISTORE && variable.getOpcode() <= Opcodes.ASTORE;
	}

	private static boolean keepsOuterInstance(ClassCode owner, FieldInsnNode field) {
		FieldNode declared = (field.owner.equals(owner.name())) ? owner.field(field.name) : null;
		return field.getOpcode() == Opcodes.PUTFIELD && declared != null && holdsOuterInstance(declared)
				&& isLoad(field.getPrevious()) && isLoad(field.getPrevious().getPrevious());
	}

	private static boolean isLoad(AbstractInsnNode instruction) {
		return instruction != null && instruction.getOpcode() == Opcodes.ALOAD;
	}

}
