package io.musubito.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.code.ClassFiles.Selected;
import io.musubito.code.StackValue.Loaded;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
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

	private final ClassFiles files;

	private final ClassCode owner;

	private final MethodNode method;

	private final List<Set<String>> given;

	private final Map<InvokeDynamicInsnNode, Map<List<Set<String>>, Set<String>>> lambdas = new HashMap<>();

	private int parameter;

	/**
	 * Begins a method.
	 * @param given the classes of its parameters when it is a lambda, none where its
	 * declaration tells them
	 */
	StackInterpreter(ClassFiles files, ClassCode owner, MethodNode method, List<Set<String>> given) {
		super(Opcodes.ASM9);
		this.given = given;
		this.files = files;
		this.owner = owner;
		this.method = method;
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
		if (isInstanceMethod && local == 0) {
			return value.from(Origin.THIS).with(Set.of(this.owner.name()));
		}
		int index = this.parameter++;
		value = ofClasses(value, this.owner.declared(this.method).parameters().get(index));
		return (index < this.given.size() && value.classes().isEmpty() && isObject(value))
				? value.with(this.given.get(index)) : value;
	}

	@Override
	public StackValue newOperation(AbstractInsnNode instruction) {
		if (instruction instanceof LdcInsnNode constant) {
			return constant(constant.cst);
		}
		if (instruction instanceof TypeInsnNode type) {
			return ofClasses(StackValue.made(type.desc, type), Set.of(type.desc));
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
			case Opcodes.CHECKCAST -> cast(value, ((TypeInsnNode) instruction).desc);
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
			case Opcodes.AALOAD -> StackValue.loaded(element(first.type()), first.loaded()).carrying(first);
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
			return (value != null && isObject(value))
					? ofClasses(StackValue.made(value.type(), dynamic), returned(dynamic, values)) : value;
		}
		MethodInsnNode call = (MethodInsnNode) instruction;
		StackValue value = newValue(Type.getReturnType(call.desc));
		return (value != null && isObject(value)) ? result(call, value, values) : value;
	}

	private StackValue result(MethodInsnNode call, StackValue declared, List<? extends StackValue> values) {
		StackValue value = declared;
		boolean onObject = call.getOpcode() != Opcodes.INVOKESTATIC;
		if (this.files.isApplication(call.owner)) {
			Selected selected = this.files.select(call.owner, call.name, call.desc).orElse(null);
			return ofClasses(value, (selected != null) ? selected.owner().declared(selected.method()).result()
					: inClass(this.files.get(call.owner)));
		}
		if (onObject && call.owner.startsWith("java/") && PARTS.contains(call.name)) {
			value = StackValue.loaded(value.type(), values.get(0).loaded());
		}
		boolean carries = Receivers.carry(call.owner) && Receivers.hasContent(value.type());
		for (int i = 0; i < values.size(); i++) {
			StackValue argument = values.get(i);
			if (argument.constant() instanceof Type type) {
				value = (isMadeOfClass(call, value)) ? value.carrying(ofClasses(value, DeclaredTypes.in(type))) : value;
			}
			else if (carries && argument.isLambda() && Mutators.runsAtOnce(call.owner, call.name)) {
				value = value.with(union(value.classes(), argument.classes()));
			}
			else if (carries && !(i == 0 && onObject && Receivers.transforms(call.name))) {
				value = value.carrying(argument);
			}
		}
		return value;
	}

	/**
	 * Whether what a call with a class returns may lead back to the class, as its name
	 * and its resources don't.
	 */
	private static boolean isMadeOfClass(MethodInsnNode call, StackValue returned) {
		return Receivers.carry(returned.type()) && !returned.type().equals("java/lang/String")
				&& !ResourceCalls.opens(new Call(call.owner, call.name, call.desc, true));
	}

	private static Set<String> union(Set<String> left, Set<String> right) {
		Set<String> all = new HashSet<>(left);
		all.addAll(right);
		return all;
	}

	private static boolean isObject(StackValue value) {
		return !value.type().isEmpty();
	}

	private static Set<String> inClass(ClassCode code) {
		return DeclaredTypes.ofClass(code.name(), code.node().signature);
	}

	/**
	 * What a lambda or a method reference returns.
	 */
	private Set<String> returned(InvokeDynamicInsnNode dynamic, List<? extends StackValue> captured) {
		Set<String> classes = new HashSet<>();
		for (Object argument : dynamic.bsmArgs) {
			Call call = Calls.of(argument);
			if (argument instanceof Type type && type.getSort() == Type.METHOD) {
				classes.addAll(DeclaredTypes.in(type.getReturnType()));
			}
			else if (call != null && this.files.isApplication(call.owner())) {
				this.files.select(call.owner(), call.name(), call.descriptor())
					.ifPresent((selected) -> classes.addAll((isLambda(selected)) ? returned(dynamic, selected, captured)
							: selected.owner().declared(selected.method()).result()));
			}
		}
		return classes;
	}

	private static boolean isLambda(Selected selected) {
		return (selected.method().access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == Opcodes.ACC_SYNTHETIC;
	}

	private Set<String> returned(InvokeDynamicInsnNode dynamic, Selected lambda, List<? extends StackValue> captured) {
		Type result = Type.getReturnType(lambda.method().desc);
		if ((result.getSort() != Type.OBJECT && result.getSort() != Type.ARRAY)
				|| !Receivers.hasContent(result.getInternalName())
				|| this.files.isApplication(result.getInternalName())) {
			return DeclaredTypes.in(result);
		}
		boolean onThis = (lambda.method().access & Opcodes.ACC_STATIC) == 0;
		List<Set<String>> classes = captured.stream().skip((onThis) ? 1 : 0).map(StackValue::classes).toList();
		return this.lambdas.computeIfAbsent(dynamic, (key) -> new HashMap<>())
			.computeIfAbsent(classes,
					(key) -> MethodAnalysis.returned(this.files, lambda.owner(), lambda.method(), classes));
	}

	private StackValue cast(StackValue value, String type) {
		Set<String> classes = DeclaredTypes.in(Type.getObjectType(type));
		return classes.stream().anyMatch(this.files::isApplication) ? value.as(type).with(classes) : value.as(type);
	}

	private StackValue ofClasses(StackValue value, Set<String> classes) {
		Set<String> ours = new HashSet<>();
		for (String name : classes) {
			if (DeclaredTypes.isVariable(name) || this.files.isApplication(name)) {
				ours.add(name);
			}
		}
		return value.with(ours);
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
		if (!isObject(value)) {
			return value;
		}
		value = StackValue.loaded(value.type(), Set.of(new Loaded(new FieldAccess(field.owner, field.name), holder)));
		return (this.files.isApplication(field.owner))
				? ofClasses(value, this.files.fieldTypes(field.owner, field.name)) : value;
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
