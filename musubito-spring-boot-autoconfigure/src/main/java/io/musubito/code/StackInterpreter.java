package io.musubito.code;

import java.util.List;
import java.util.Set;

import io.musubito.code.References.FieldAccess;
import io.musubito.code.StackValue.Loaded;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Follows where the values of a method come from.
 */
final class StackInterpreter extends Interpreter<StackValue> {

	/** Methods of containers whose result is a part of the container. */
	private static final Set<String> PARTS = Set.of("get", "getOrDefault", "iterator", "listIterator", "entrySet",
			"keySet", "values", "subList", "headMap", "tailMap", "subMap", "headSet", "tailSet", "subSet", "reversed",
			"descendingMap", "descendingSet", "getFirst", "getLast", "first", "last", "peek", "peekFirst", "peekLast",
			"element", "next", "previous", "getKey", "getValue", "firstEntry", "lastEntry", "elementAt",
			"computeIfAbsent", "getAcquire", "getPlain", "append", "insert");

	StackInterpreter() {
		super(Opcodes.ASM9);
	}

	@Override
	public @Nullable StackValue newValue(@Nullable Type type) {
		if (type == null) {
			return StackValue.WORD;
		}
		return switch (type.getSort()) {
			case Type.VOID -> null;
			case Type.OBJECT, Type.ARRAY -> StackValue.of(type.getInternalName());
			default -> (type.getSize() == 1) ? StackValue.WORD : StackValue.TWO_WORDS;
		};
	}

	@Override
	public StackValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
		StackValue value = of(type);
		return (isInstanceMethod && local == 0) ? value.from(Origin.THIS) : value;
	}

	@Override
	public StackValue newOperation(AbstractInsnNode instruction) {
		if (instruction instanceof LdcInsnNode constant) {
			return constant(constant.cst);
		}
		if (instruction instanceof TypeInsnNode type) {
			return StackValue.made(type.desc, type);
		}
		if (instruction instanceof FieldInsnNode field) {
			return load(field, Origin.OTHER);
		}
		return switch (instruction.getOpcode()) {
			case Opcodes.ACONST_NULL -> StackValue.NULL;
			case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> StackValue.TWO_WORDS;
			default -> StackValue.WORD;
		};
	}

	@Override
	public StackValue copyOperation(AbstractInsnNode instruction, StackValue value) {
		return value;
	}

	@Override
	public @Nullable StackValue unaryOperation(AbstractInsnNode instruction, StackValue value) {
		if (instruction instanceof FieldInsnNode field) {
			return (field.getOpcode() == Opcodes.GETFIELD) ? load(field, value.origin()) : null;
		}
		return switch (instruction.getOpcode()) {
			case Opcodes.CHECKCAST -> value.as(((TypeInsnNode) instruction).desc);
			case Opcodes.ANEWARRAY -> StackValue.made("[L" + ((TypeInsnNode) instruction).desc + ";", instruction);
			case Opcodes.NEWARRAY -> StackValue.made("[", instruction);
			case Opcodes.LNEG, Opcodes.DNEG, Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D, Opcodes.L2D,
					Opcodes.D2L ->
				StackValue.TWO_WORDS;
			default -> StackValue.WORD;
		};
	}

	@Override
	public @Nullable StackValue binaryOperation(AbstractInsnNode instruction, StackValue first, StackValue second) {
		return switch (instruction.getOpcode()) {
			case Opcodes.AALOAD -> StackValue.loaded(element(first.type()), first.loaded());
			case Opcodes.LALOAD, Opcodes.DALOAD, Opcodes.LADD, Opcodes.DADD, Opcodes.LSUB, Opcodes.DSUB, Opcodes.LMUL,
					Opcodes.DMUL, Opcodes.LDIV, Opcodes.DDIV, Opcodes.LREM, Opcodes.DREM, Opcodes.LSHL, Opcodes.LSHR,
					Opcodes.LUSHR, Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR ->
				StackValue.TWO_WORDS;
			case Opcodes.PUTFIELD -> null;
			default -> StackValue.WORD;
		};
	}

	@Override
	public @Nullable StackValue ternaryOperation(AbstractInsnNode instruction, StackValue first, StackValue second,
			StackValue third) {
		return null;
	}

	@Override
	public @Nullable StackValue naryOperation(AbstractInsnNode instruction, List<? extends StackValue> values) {
		if (instruction instanceof MultiANewArrayInsnNode array) {
			return StackValue.made(array.desc, array);
		}
		if (instruction instanceof InvokeDynamicInsnNode dynamic) {
			StackValue value = newValue(Type.getReturnType(dynamic.desc));
			return (value != null && !value.type().isEmpty()) ? StackValue.made(value.type(), dynamic) : value;
		}
		MethodInsnNode call = (MethodInsnNode) instruction;
		StackValue value = newValue(Type.getReturnType(call.desc));
		if (value != null && !value.type().isEmpty() && call.getOpcode() != Opcodes.INVOKESTATIC
				&& call.owner.startsWith("java/") && PARTS.contains(call.name)) {
			return StackValue.loaded(value.type(), values.get(0).loaded());
		}
		return value;
	}

	@Override
	public void returnOperation(AbstractInsnNode instruction, StackValue value, StackValue expected) {
		// Nothing to check
	}

	@Override
	public StackValue merge(StackValue first, StackValue second) {
		return first.or(second);
	}

	private StackValue constant(Object constant) {
		if (constant instanceof String) {
			return StackValue.constant("java/lang/String", constant);
		}
		if (constant instanceof Type type) {
			return StackValue.constant((type.getSort() == Type.METHOD) ? "" : "java/lang/Class", constant);
		}
		return (constant instanceof Long || constant instanceof Double) ? StackValue.TWO_WORDS : StackValue.WORD;
	}

	private StackValue load(FieldInsnNode field, Origin holder) {
		StackValue value = of(Type.getType(field.desc));
		return (value.type().isEmpty()) ? value
				: StackValue.loaded(value.type(), Set.of(new Loaded(new FieldAccess(field.owner, field.name), holder)));
	}

	private StackValue of(Type type) {
		StackValue value = newValue(type);
		return (value != null) ? value : StackValue.WORD;
	}

	private static String element(String array) {
		if (!array.startsWith("[") || array.length() < 2) {
			return "";
		}
		return (array.charAt(1) == 'L') ? array.substring(2, array.length() - 1) : array.substring(1);
	}

}
