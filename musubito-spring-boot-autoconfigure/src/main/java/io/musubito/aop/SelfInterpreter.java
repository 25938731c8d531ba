package io.musubito.aop;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Follows where a method has the object that its class belongs to: as {@code this}, or,
 * in a nested class, as the object around it.
 */
final class SelfInterpreter extends BasicInterpreter {

	/** The object. */
	static final BasicValue SELF = new BasicValue(Type.getObjectType("self"));

	/** An object of a nested class. */
	private static final BasicValue NESTED = new BasicValue(Type.getObjectType("nested"));

	private static final String OUTER = "this$";

	private final String own;

	private final String self;

	/**
	 * Begins a class.
	 * @param own its name
	 * @param self the class whose objects are meant: the same, or one around it
	 */
	SelfInterpreter(String own, String self) {
		super(Opcodes.ASM9);
		this.own = own;
		this.self = self;
	}

	@Override
	public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
		if (isInstanceMethod && local == 0) {
			return (this.own.equals(this.self)) ? SELF : NESTED;
		}
		return super.newParameterValue(isInstanceMethod, local, type);
	}

	@Override
	public BasicValue copyOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
		return (value == SELF || value == NESTED) ? value : super.copyOperation(instruction, value);
	}

	@Override
	public @Nullable BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
			throws AnalyzerException {
		if (value == NESTED && instruction instanceof FieldInsnNode field && field.name.startsWith(OUTER)) {
			return Type.getType(field.desc).getInternalName().equals(this.self) ? SELF : NESTED;
		}
		return (value == SELF && instruction.getOpcode() == Opcodes.CHECKCAST) ? SELF
				: super.unaryOperation(instruction, value);
	}

	@Override
	public BasicValue merge(BasicValue one, BasicValue other) {
		if (one == other) {
			return one;
		}
		return (one == SELF || one == NESTED || other == SELF || other == NESTED) ? BasicValue.REFERENCE_VALUE
				: super.merge(one, other);
	}

}
