package io.musubito.state;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.musubito.state.Initialisers.FieldName;
import io.musubito.state.Initialisers.Initialiser;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Reads the one expression that sets a final field. It has to be known in all of its
 * parts: constants, lambdas, and methods of the JDK that make functions of functions
 * without running them. Used once, by one thread.
 */
final class InitialiserReader {

	/** Methods that run none of the functions that they are given, and read nothing. */
	private static final Pattern COMBINING = Pattern
		.compile("java/util/Comparator\\.(comparing.*|thenComparing.*|reversed|naturalOrder|reverseOrder|nulls.*)"
				+ "|java/util/Collections\\.reverseOrder|java/util/Map\\$Entry\\.comparingBy.*"
				+ "|java/util/function/\\w+\\.(andThen|compose|and|or|not|negate|identity|isEqual|minBy|maxBy)"
				+ "|java/util/stream/Collectors\\..*|java/util/stream/Collector\\.of"
				+ "|java/util/regex/Pattern\\.(compile|asPredicate|asMatchPredicate)"
				+ "|tools/jackson/databind/(json/JsonMapper|json/JsonMapper\\$Builder|cfg/MapperBuilder)"
				+ "\\.(<init>|shared|builder|enable|disable|findAndAddModules|build)"
				+ "|java/lang/(Integer|Long|Double|Float|Short|Byte|Character|Boolean)\\.valueOf");

	private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

	private final boolean instance;

	private final Function<FieldName, @Nullable Initialiser> constants;

	private final StringBuilder text = new StringBuilder();

	private final Set<String> bodies = new HashSet<>();

	private InitialiserReader(boolean instance, Function<FieldName, @Nullable Initialiser> constants) {
		this.instance = instance;
		this.constants = constants;
	}

	/**
	 * Reads what sets a field.
	 * @param field the field
	 * @param constants knows other fields that it may be made of
	 * @return what sets it; {@code null} when that isn't known in all of its parts
	 */
	static @Nullable Initialiser read(Field field, Function<FieldName, @Nullable Initialiser> constants) {
		ClassNode type = load(field.getDeclaringClass());
		if (type == null) {
			return null;
		}
		List<AbstractInsnNode> assignments = new ArrayList<>();
		MethodNode setting = null;
		for (MethodNode method : type.methods) {
			for (AbstractInsnNode instruction : method.instructions) {
				if (isAssignment(instruction, type, field)) {
					assignments.add(instruction);
					setting = method;
				}
			}
		}
		if (setting == null || assignments.size() != 1 || !setting.name.startsWith("<")) {
			// Which of several ones has run can't be told
			return null;
		}
		InitialiserReader reader = new InitialiserReader(!Modifier.isStatic(field.getModifiers()), constants);
		return reader.read(type, setting, setting.instructions.indexOf(assignments.get(0)));
	}

	private static @Nullable ClassNode load(Class<?> type) {
		try (InputStream stream = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
			if (stream == null) {
				return null;
			}
			ClassNode node = new ClassNode();
			new ClassReader(stream).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return node;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static boolean isAssignment(AbstractInsnNode instruction, ClassNode type, Field field) {
		return (instruction.getOpcode() == Opcodes.PUTSTATIC || instruction.getOpcode() == Opcodes.PUTFIELD)
				&& instruction instanceof FieldInsnNode put && put.owner.equals(type.name)
				&& put.name.equals(field.getName());
	}

	private @Nullable Initialiser read(ClassNode type, MethodNode method, int end) {
		try {
			Frame<BasicValue>[] frames = new Analyzer<>(new BasicInterpreter()).analyze(type.name, method);
			int begin = end;
			while (begin > 0 && (frames[begin] == null || frames[begin].getStackSize() > 0)) {
				begin--;
			}
			Set<AbstractInsnNode> targets = targets(method);
			for (int i = begin; i < end; i++) {
				AbstractInsnNode instruction = method.instructions.get(i);
				boolean entered = i > begin && targets.contains(instruction);
				if (entered || !isKnown(instruction)) {
					return null;
				}
			}
			return new Initialiser(this.text.toString(), Set.copyOf(this.bodies));
		}
		catch (AnalyzerException ex) {
			return null;
		}
	}

	/**
	 * Where code goes on that was elsewhere before.
	 */
	private static Set<AbstractInsnNode> targets(MethodNode method) {
		Set<AbstractInsnNode> targets = new HashSet<>();
		for (AbstractInsnNode instruction : method.instructions) {
			if (instruction instanceof JumpInsnNode jump) {
				targets.add(jump.label);
			}
			else if (instruction instanceof TableSwitchInsnNode table) {
				targets.addAll(table.labels);
				targets.add(table.dflt);
			}
			else if (instruction instanceof LookupSwitchInsnNode lookup) {
				targets.addAll(lookup.labels);
				targets.add(lookup.dflt);
			}
		}
		method.tryCatchBlocks.forEach((block) -> targets.add(block.handler));
		return targets;
	}

	private boolean isKnown(AbstractInsnNode instruction) {
		int opcode = instruction.getOpcode();
		if (instruction instanceof LabelNode || instruction instanceof LineNumberNode) {
			return true;
		}
		this.text.append(opcode).append(' ');
		if (instruction instanceof VarInsnNode variable) {
			// This object is looked at itself
			return this.instance && opcode == Opcodes.ALOAD && variable.var == 0;
		}
		if (instruction instanceof LdcInsnNode constant) {
			this.text.append(constant.cst).append('\n');
			return !(constant.cst instanceof org.objectweb.asm.ConstantDynamic);
		}
		if (instruction instanceof IntInsnNode number) {
			this.text.append(number.operand).append('\n');
			return true;
		}
		if (instruction instanceof TypeInsnNode type) {
			this.text.append(type.desc).append('\n');
			return opcode != Opcodes.INSTANCEOF;
		}
		if (instruction instanceof MethodInsnNode call) {
			this.text.append(call.owner).append('.').append(call.name).append(call.desc).append('\n');
			return COMBINING.matcher(call.owner + "." + call.name).matches();
		}
		if (instruction instanceof InvokeDynamicInsnNode lambda) {
			return isLambda(lambda);
		}
		if (instruction instanceof FieldInsnNode field) {
			return opcode == Opcodes.GETSTATIC && isConstant(field);
		}
		return opcode == Opcodes.DUP || opcode == Opcodes.AASTORE
				|| (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1);
	}

	private boolean isConstant(FieldInsnNode field) {
		Initialiser constant = this.constants.apply(new FieldName(field.owner.replace('/', '.'), field.name));
		if (constant == null) {
			return false;
		}
		this.text.append(constant.text()).append('\n');
		this.bodies.addAll(constant.bodies());
		return true;
	}

	private boolean isLambda(InvokeDynamicInsnNode lambda) {
		if (!lambda.bsm.getOwner().equals(LAMBDAS) || !(lambda.bsmArgs[1] instanceof Handle body)) {
			return false;
		}
		this.text.append(lambda.name)
			.append(lambda.desc)
			.append(((Type) lambda.bsmArgs[2]).getDescriptor())
			.append('\n');
		this.bodies.add(Lambdas.body(body));
		return true;
	}

}
