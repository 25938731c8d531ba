package io.musubito.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.musubito.code.ClassFiles.Selected;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds the classes of the application whose objects a method hands to those who may look
 * into them: to a library, or to any place that is not declared with the class, since
 * nobody can tell then where it gets. Containers of the JDK only pass them on.
 */
final class HandedObjects {

	private final ClassFiles files;

	private final ClassCode owner;

	private final MethodNode method;

	private final Map<AbstractInsnNode, Set<String>> contents = new HashMap<>();

	private final Map<AbstractInsnNode, Set<String>> passed = new HashMap<>();

	private final Map<InvokeDynamicInsnNode, List<Set<String>>> captured = new HashMap<>();

	private final Set<String> handed = new HashSet<>();

	private final Set<Binding> bindings = new HashSet<>();

	private final Set<String> returned = new HashSet<>();

	HandedObjects(ClassFiles files, ClassCode owner, MethodNode method) {
		this.files = files;
		this.owner = owner;
		this.method = method;
	}

	/**
	 * Looks at all instructions.
	 * @param frames what is on the stack before each instruction
	 */
	void find(Frame<StackValue>[] frames) {
		int known = -1;
		while (known < size()) {
			known = size();
			for (int i = 0; i < frames.length; i++) {
				if (frames[i] != null) {
					follow(this.method.instructions.get(i), frames[i]);
				}
			}
		}
	}

	/**
	 * The classes, as in class files, and type variables.
	 */
	Set<String> handed() {
		return this.handed;
	}

	/**
	 * What type variables may stand for.
	 */
	Set<Binding> bindings() {
		return this.bindings;
	}

	/**
	 * What the method returns when it is the body of a lambda, which declares nothing of
	 * what is in a container.
	 */
	Set<String> returned() {
		return this.returned;
	}

	/**
	 * The classes of the parameters of lambdas, as far as they can be told.
	 */
	Map<InvokeDynamicInsnNode, List<Set<String>>> lambdas() {
		Map<InvokeDynamicInsnNode, List<Set<String>>> lambdas = new HashMap<>();
		this.captured.forEach((dynamic, classes) -> {
			List<Set<String>> all = new ArrayList<>(classes);
			Type called = (dynamic.bsmArgs[dynamic.bsmArgs.length - 1] instanceof Type type) ? type : null;
			if (called != null && called.getSort() == Type.METHOD) {
				for (int i = 0; i < called.getArgumentTypes().length; i++) {
					all.add(this.passed.getOrDefault(dynamic, Set.of()));
				}
			}
			lambdas.put(dynamic, all);
		});
		return lambdas;
	}

	private int size() {
		return Stream.of(this.contents, this.passed)
			.flatMap((classes) -> classes.values().stream())
			.mapToInt(Set::size)
			.sum();
	}

	private void follow(AbstractInsnNode instruction, Frame<StackValue> frame) {
		if (instruction instanceof MethodInsnNode call) {
			call(call, frame);
		}
		else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
			dynamic(dynamic, frame);
		}
		else if (instruction instanceof FieldInsnNode field
				&& (field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC)) {
			Set<String> place = this.files.isApplication(field.owner) ? this.files.fieldTypes(field.owner, field.name)
					: Set.of();
			put(top(frame, 0), place, Type.getType(field.desc).getInternalName());
		}
		else if (instruction.getOpcode() == Opcodes.ARETURN && (this.method.access & Opcodes.ACC_SYNTHETIC) != 0) {
			this.returned.addAll(classes(top(frame, 0)));
		}
		else if (instruction.getOpcode() == Opcodes.ARETURN) {
			put(top(frame, 0), this.owner.declared(this.method).result(),
					Type.getReturnType(this.method.desc).getInternalName());
		}
		else if (instruction.getOpcode() == Opcodes.AASTORE) {
			add(top(frame, 2), top(frame, 0));
		}
	}

	private void call(MethodInsnNode call, Frame<StackValue> frame) {
		Type[] types = Type.getArgumentTypes(call.desc);
		boolean ours = this.files.isApplication(call.owner);
		Selected selected = (ours) ? this.files.select(call.owner, call.name, call.desc).orElse(null) : null;
		List<Set<String>> places = (selected != null) ? selected.owner().declared(selected.method()).parameters()
				: List.of();
		String library = (ours && selected == null)
				? this.files.libraryCall(new Call(call.owner, call.name, call.desc, true)).owner() : call.owner;
		StackValue container = (call.getOpcode() != Opcodes.INVOKESTATIC) ? top(frame, types.length) : null;
		for (int i = 0; i < types.length; i++) {
			StackValue argument = top(frame, types.length - 1 - i);
			if (argument.type().isEmpty()) {
				continue;
			}
			if (argument.isLambda()) {
				pass(argument, frame, types.length + ((container != null) ? 1 : 0));
			}
			String declared = types[i].getInternalName();
			if (selected != null) {
				put(argument, places.get(i), declared);
			}
			else if (Receivers.lookInto(library)) {
				put(argument, Set.of(), declared);
			}
			else if (container != null && Receivers.carry(library) && !argument.isLambda()) {
				if (call.name.equals("<init>") || Mutators.changesReceiver(library, call.name)) {
					add(container, argument);
				}
			}
		}
	}

	/**
	 * A method of a library that is called with objects of the application by reference.
	 */
	private void dynamic(InvokeDynamicInsnNode dynamic, Frame<StackValue> frame) {
		int count = Type.getArgumentTypes(dynamic.desc).length;
		List<Set<String>> classes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			classes.add(classes(top(frame, count - 1 - i)));
		}
		this.captured.put(dynamic, classes);
		for (Object argument : dynamic.bsmArgs) {
			Call call = Calls.of(argument);
			if (call != null && !this.files.isApplication(call.owner()) && Receivers.lookInto(call.owner())
					&& dynamic.bsmArgs[dynamic.bsmArgs.length - 1] instanceof Type type
					&& type.getSort() == Type.METHOD) {
				for (Type parameter : type.getArgumentTypes()) {
					DeclaredTypes.in(parameter).stream().filter(this.files::isApplication).forEach(this.handed::add);
				}
				this.handed.addAll(this.passed.getOrDefault(dynamic, Set.of()));
			}
		}
	}

	/**
	 * A lambda may be called with what is given to the same method.
	 */
	private void pass(StackValue lambda, Frame<StackValue> frame, int values) {
		Set<String> classes = new HashSet<>();
		for (int i = 0; i < values; i++) {
			classes.addAll(classes(top(frame, i)));
		}
		lambda.sites().forEach((site) -> this.passed.computeIfAbsent(site, (key) -> new HashSet<>()).addAll(classes));
	}

	private void add(StackValue container, StackValue content) {
		Set<String> classes = classes(content);
		if (classes.isEmpty()) {
			return;
		}
		if (container.sites().isEmpty()) {
			put(content, container.classes(), "java/lang/Object");
		}
		for (AbstractInsnNode site : container.sites()) {
			this.contents.computeIfAbsent(site, (key) -> new HashSet<>()).addAll(classes);
		}
	}

	private void put(StackValue value, Set<String> place, String declared) {
		for (String name : classes(value)) {
			if (DeclaredTypes.isVariable(name)) {
				if (!place.contains(name)) {
					putUndeclared(name, place);
				}
			}
			else if (place.stream().noneMatch((type) -> isDeclared(name, type))
					&& !(Receivers.callOnly(declared) && this.files.supertypes(name).contains(declared))) {
				putUndeclared(name, place);
			}
		}
	}

	private boolean isDeclared(String name, String type) {
		return !DeclaredTypes.isVariable(type) && this.files.isApplication(type)
				&& this.files.supertypes(name).contains(type);
	}

	private void putUndeclared(String name, Set<String> place) {
		List<String> variables = place.stream().filter(DeclaredTypes::isVariable).toList();
		if (variables.isEmpty()) {
			this.handed.add(name);
		}
		variables.forEach((variable) -> this.bindings.add(new Binding(variable, name)));
	}

	private Set<String> classes(StackValue value) {
		Set<String> classes = new HashSet<>(value.classes());
		for (AbstractInsnNode site : value.sites()) {
			classes.addAll(this.contents.getOrDefault(site, Set.of()));
		}
		return classes;
	}

	private static StackValue top(Frame<StackValue> frame, int fromTop) {
		return frame.getStack(frame.getStackSize() - 1 - fromTop);
	}

	/**
	 * A type variable and what it may stand for.
	 *
	 * @param variable the variable
	 * @param type a class or another variable
	 */
	record Binding(String variable, String type) {

	}

}
