package io.musubito.code;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.code.StackValue.Loaded;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Notes what a method does with objects: which fields it changes, what it asks of its
 * surroundings, on what it calls methods. It looks at one method at a time: a container
 * that is handed to another method, and changed there by its parameter, is not seen as
 * changed.
 */
final class MethodAnalysis {

	private final ClassFiles files;

	private final ClassCode owner;

	private final MethodNode method;

	private final References references;

	private final List<Set<String>> given;

	private final Set<AbstractInsnNode> kept = new HashSet<>();

	private Map<InvokeDynamicInsnNode, List<Set<String>>> lambdas = Map.of();

	private Set<String> results = Set.of();

	private MethodAnalysis(ClassFiles files, ClassCode owner, MethodNode method, References references,
			List<Set<String>> given) {
		this.given = given;
		this.files = files;
		this.owner = owner;
		this.method = method;
		this.references = references;
	}

	/**
	 * Notes what a method does.
	 * @param references where to note it
	 * @param given the classes of its parameters when it is a lambda
	 * @return more about its lambdas
	 */
	static MethodAnalysis note(ClassFiles files, ClassCode owner, MethodNode method, References references,
			List<Set<String>> given) {
		MethodAnalysis analysis = new MethodAnalysis(files, owner, method, references, given);
		analysis.run();
		return analysis;
	}

	/**
	 * What the body of a lambda returns.
	 * @param given the classes of what it captures
	 */
	static Set<String> returned(ClassFiles files, ClassCode owner, MethodNode method, List<Set<String>> given) {
		return note(files, owner, method, References.none(), given).results;
	}

	/**
	 * Whether the method leaves a lambda behind, so that it may run later.
	 */
	boolean keeps(InvokeDynamicInsnNode lambda) {
		return this.kept.contains(lambda);
	}

	/**
	 * The classes of the parameters of a lambda.
	 */
	List<Set<String>> given(InvokeDynamicInsnNode lambda) {
		return this.lambdas.getOrDefault(lambda, List.of());
	}

	private void run() {
		if (this.method.instructions.size() == 0) {
			return;
		}
		try {
			Frame<StackValue>[] frames = new Analyzer<>(
					new StackInterpreter(this.files, this.owner, this.method, this.given))
				.analyze(this.owner.name(), this.method);
			for (int i = 0; i < frames.length; i++) {
				if (frames[i] != null) {
					note(this.method.instructions.get(i), frames[i]);
				}
			}
			HandedObjects objects = new HandedObjects(this.files, this.owner, this.method);
			objects.find(frames);
			this.references.handed().addAll(objects.handed());
			this.references.bindings().addAll(objects.bindings());
			this.lambdas = objects.lambdas();
			this.results = objects.returned();
		}
		catch (AnalyzerException ex) {
			this.references.asked().add(Asked.surroundings("code that can't be followed"));
		}
	}

	private void note(AbstractInsnNode instruction, Frame<StackValue> frame) {
		if (instruction instanceof MethodInsnNode call) {
			call(call, frame);
		}
		else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
			dynamic(dynamic, frame);
		}
		else if (instruction instanceof FieldInsnNode field) {
			assignment(field, frame);
		}
		else if (instruction.getOpcode() == Opcodes.ARETURN) {
			keep(top(frame, 0));
		}
		else if (instruction.getOpcode() >= Opcodes.IASTORE && instruction.getOpcode() <= Opcodes.SASTORE) {
			changed(top(frame, 2));
			keep(top(frame, 0));
		}
	}

	private void assignment(FieldInsnNode field, Frame<StackValue> frame) {
		FieldAccess access = new FieldAccess(field.owner, field.name);
		boolean ours = field.owner.equals(this.owner.name());
		if (field.getOpcode() == Opcodes.PUTSTATIC) {
			keep(top(frame, 0));
			if (!ours || !this.method.name.equals("<clinit>")) {
				changed(access, Origin.OTHER);
			}
		}
		else if (field.getOpcode() == Opcodes.PUTFIELD) {
			keep(top(frame, 0));
			Origin holder = top(frame, 1).origin();
			if (holder != Origin.THIS || !this.method.name.equals("<init>")) {
				changed(access, holder);
			}
		}
	}

	private void call(MethodInsnNode call, Frame<StackValue> frame) {
		Type[] types = Type.getArgumentTypes(call.desc);
		StackValue[] arguments = new StackValue[types.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = top(frame, arguments.length - 1 - i);
		}
		boolean onObject = call.getOpcode() != Opcodes.INVOKESTATIC;
		StackValue receiver = (onObject) ? top(frame, arguments.length) : StackValue.WORD;
		boolean dynamic = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
		Call called = new Call(call.owner, call.name, call.desc, dynamic);
		receiver(called, receiver.origin());
		if (!this.files.isApplication(call.owner)
				&& !ResourceCalls.note(called, receiver, List.of(arguments), this.references.asked())) {
			SurroundingCalls.note(call.owner, call.name, call.desc, this.references.asked());
			EnvironmentCalls.note(call.owner, call.name, List.of(arguments), this.references.asked());
		}
		if (!Mutators.runsAtOnce(call.owner, call.name)) {
			List.of(arguments).forEach(this::keep);
		}
		if (this.files.isApplication(call.owner)) {
			return;
		}
		if (onObject && Mutators.changesReceiver(call.owner, call.name)) {
			changed(receiver);
		}
		int argument = Mutators.changedArgument(call.owner, call.name);
		if (argument >= 0 && argument < arguments.length) {
			changed(arguments[argument]);
		}
	}

	private void dynamic(InvokeDynamicInsnNode dynamic, Frame<StackValue> frame) {
		Type[] captured = Type.getArgumentTypes(dynamic.desc);
		Origin first = (captured.length > 0) ? top(frame, captured.length - 1).origin() : Origin.OTHER;
		for (Object argument : dynamic.bsmArgs) {
			Call call = Calls.of(argument);
			if (call != null) {
				receiver(call, first);
				if (!this.files.isApplication(call.owner())
						&& !ResourceCalls.note(call, StackValue.WORD, List.of(), this.references.asked())) {
					SurroundingCalls.note(call.owner(), call.name(), call.descriptor(), this.references.asked());
					EnvironmentCalls.note(call.owner(), call.name(), List.of(), this.references.asked());
					if (captured.length > 0 && Mutators.changesReceiver(call.owner(), call.name())) {
						changed(top(frame, captured.length - 1));
					}
				}
			}
		}
	}

	private void receiver(Call call, Origin origin) {
		this.references.receivers().merge(call, origin, Origin::or);
	}

	private void keep(StackValue value) {
		value.sites().stream().filter((site) -> site.getOpcode() == Opcodes.INVOKEDYNAMIC).forEach(this.kept::add);
	}

	private void changed(StackValue container) {
		for (Loaded loaded : container.loaded()) {
			changed(loaded.field(), loaded.holder());
		}
	}

	private void changed(FieldAccess field, Origin holder) {
		switch (holder) {
			case FRESH -> {
				// Nobody else has the object yet
			}
			case THIS -> this.references.ownChanges().add(field);
			case OTHER -> this.references.changes().add(field);
		}
	}

	private static StackValue top(Frame<StackValue> frame, int fromTop) {
		return frame.getStack(frame.getStackSize() - 1 - fromTop);
	}

}
