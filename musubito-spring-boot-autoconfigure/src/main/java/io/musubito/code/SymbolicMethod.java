package io.musubito.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.ParameterNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes what a method does. Visibility and checked exceptions are left out, they don't
 * change it.
 */
final class SymbolicMethod {

	private static final int RELEVANT_FLAGS = Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE
			| Opcodes.ACC_ABSTRACT;

	private final SymbolicForm form;

	private final MethodNode method;

	private final Map<LabelNode, Integer> labels;

	private final MethodAnalysis analysis;

	private final Deque<EnumSwitch> enumSwitches = new ArrayDeque<>();

	private SymbolicMethod(SymbolicForm form, ClassCode owner, MethodNode method) {
		this.form = form;
		this.method = method;
		this.analysis = MethodAnalysis.note(form.files(), owner, method, form.references(), form.given(owner, method));
		this.labels = CompilerTraces.usedLabels(method);
	}

	static void write(SymbolicForm form, ClassCode owner, MethodNode method) {
		form.number(method.access & RELEVANT_FLAGS);
		form.descriptor(method.desc);
		SymbolicAnnotations.write(form, method);
		if (FrameworkCalls.namesParameters(method)) {
			writeNames(form, method);
		}
		new SymbolicMethod(form, owner, method).write(CompilerTraces.instructions(owner, method));
	}

	/**
	 * Writes the names of the parameters, as far as the class file has them.
	 */
	static void writeNames(SymbolicForm form, MethodNode method) {
		List<ParameterNode> parameters = (method.parameters != null) ? method.parameters : List.of();
		form.number(parameters.size());
		for (ParameterNode parameter : parameters) {
			form.optionalText(parameter.name);
		}
	}

	private void write(List<AbstractInsnNode> instructions) {
		for (AbstractInsnNode instruction : instructions) {
			if (instruction instanceof LabelNode label) {
				writeLabel(label);
			}
			else if (instruction.getOpcode() >= 0) {
				write(instruction);
			}
		}
		this.form.number(this.method.tryCatchBlocks.size());
		for (TryCatchBlockNode block : this.method.tryCatchBlocks) {
			label(block.start);
			label(block.end);
			label(block.handler);
			if (block.type != null) {
				this.form.type(block.type);
			}
			else {
				this.form.text("finally");
			}
		}
	}

	private void writeLabel(LabelNode label) {
		if (this.labels.containsKey(label)) {
			this.form.text("label");
			label(label);
		}
	}

	private void write(AbstractInsnNode instruction) {
		int opcode = instruction.getOpcode();
		if (instruction instanceof MethodInsnNode call) {
			this.form.method(opcode, call.owner, call.name, call.desc);
		}
		else if (instruction instanceof FieldInsnNode field) {
			write(field);
		}
		else if (instruction instanceof LdcInsnNode constant) {
			write(constant);
		}
		else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
			this.form.number(opcode);
			this.form.give(dynamic, this.analysis.given(dynamic));
			if (this.analysis.keeps(dynamic)) {
				this.form.later(() -> write(dynamic));
			}
			else {
				write(dynamic);
			}
		}
		else if (instruction instanceof TypeInsnNode type && opcode == Opcodes.NEW) {
			this.form.number(opcode);
			this.form.create(type.desc);
		}
		else if (instruction instanceof LookupSwitchInsnNode lookup) {
			writeSwitch(lookup, lookup.keys, lookup.labels, lookup.dflt);
		}
		else if (instruction instanceof TableSwitchInsnNode table) {
			List<Integer> keys = new ArrayList<>();
			for (int key = table.min; key <= table.max; key++) {
				keys.add(key);
			}
			writeSwitch(table, keys, table.labels, table.dflt);
		}
		else if (!this.enumSwitches.isEmpty() && isComparedElement(instruction)) {
			this.form.text("case");
			this.form.text(this.enumSwitches.pop().constant(instruction));
		}
		else {
			this.form.number(opcode);
			writeOperand(instruction);
		}
	}

	/**
	 * Whether an instruction takes an element of an array, as a switch over an enum does.
	 */
	private static boolean isElement(AbstractInsnNode instruction) {
		AbstractInsnNode previous = instruction.getPrevious();
		while (previous != null && previous.getOpcode() < 0) {
			previous = previous.getPrevious();
		}
		return previous != null && previous.getOpcode() == Opcodes.IALOAD;
	}

	/**
	 * Whether an instruction is the number that an element is compared with: in Kotlin a
	 * switch with one case.
	 */
	private static boolean isComparedElement(AbstractInsnNode instruction) {
		int opcode = instruction.getOpcode();
		AbstractInsnNode next = instruction.getNext();
		return opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.SIPUSH && isElement(instruction) && next != null
				&& (next.getOpcode() == Opcodes.IF_ICMPNE || next.getOpcode() == Opcodes.IF_ICMPEQ);
	}

	private void writeOperand(AbstractInsnNode instruction) {
		if (instruction instanceof VarInsnNode variable) {
			this.form.number(variable.var);
		}
		else if (instruction instanceof IntInsnNode operand) {
			this.form.number(operand.operand);
		}
		else if (instruction instanceof IincInsnNode increment) {
			this.form.number(increment.var);
			this.form.number(increment.incr);
		}
		else if (instruction instanceof JumpInsnNode jump) {
			label(jump.label);
		}
		else if (instruction instanceof TypeInsnNode type) {
			this.form.type(type.desc);
		}
		else if (instruction instanceof MultiANewArrayInsnNode array) {
			this.form.type(array.desc);
			this.form.number(array.dims);
		}
	}

	private void write(FieldInsnNode field) {
		EnumSwitch started = EnumSwitch.find(this.form.files(), field);
		if (started != null) {
			this.enumSwitches.push(started);
			this.form.text("enum switch");
		}
		else {
			this.form.field(field.getOpcode(), field.owner, field.name, field.desc);
		}
	}

	private void write(LdcInsnNode constant) {
		this.form.number(constant.getOpcode());
		this.form.constant(constant.cst);
		if (constant.cst instanceof Type type && !CompilerTraces.onlyNamesTheClass(constant)) {
			this.form.reflect(type);
		}
	}

	private void write(InvokeDynamicInsnNode dynamic) {
		this.form.text(dynamic.name);
		this.form.descriptor(dynamic.desc);
		this.form.constant(dynamic.bsm);
		this.form.number(dynamic.bsmArgs.length);
		for (Object argument : dynamic.bsmArgs) {
			this.form.constant(argument);
			if (argument instanceof Handle body) {
				this.form.references().bodies().add(References.body(body));
			}
		}
		Type result = Type.getReturnType(dynamic.desc);
		if (result.getSort() == Type.OBJECT && this.form.files().isApplication(result.getInternalName())) {
			this.form.references().lambdas().add(result.getInternalName());
		}
	}

	private void writeSwitch(AbstractInsnNode instruction, List<Integer> keys, List<LabelNode> targets,
			LabelNode otherwise) {
		this.form.text("switch");
		label(otherwise);
		if (!this.enumSwitches.isEmpty() && isElement(instruction)) {
			this.enumSwitches.pop().cases(keys, targets, otherwise).forEach((constant, target) -> {
				this.form.text(constant);
				label(target);
			});
		}
		else {
			this.form.number(keys.size());
			for (int i = 0; i < keys.size(); i++) {
				this.form.number(keys.get(i));
				label(targets.get(i));
			}
		}
	}

	private void label(LabelNode label) {
		this.form.number(this.labels.getOrDefault(label, -1));
	}

}
