package io.musubito.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.value.DigestSink;
import io.musubito.value.Scalar;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Code as symbols, hashed while it is written. What the compiler numbers (bodies of
 * lambdas, anonymous and local classes, accessors) is numbered anew in the order in which
 * the code refers to it, and its content follows: so the numbers depend on nothing but
 * this code.
 */
final class SymbolicForm {

	private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;<>.:]+)");

	/** By the tags of method handles (JVMS 4.4.8). */
	private static final int[] FIELD_OPCODES = { -1, Opcodes.GETFIELD, Opcodes.GETSTATIC, Opcodes.PUTFIELD,
			Opcodes.PUTSTATIC };

	private static final int[] METHOD_OPCODES = { Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESTATIC, Opcodes.INVOKESPECIAL,
			Opcodes.INVOKESPECIAL, Opcodes.INVOKEINTERFACE };

	private final ClassFiles files;

	private final DigestSink sink;

	private final References now = References.none();

	private final References later = References.none();

	private References references = this.now;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final Deque<Runnable> definitions = new ArrayDeque<>();

	private final Map<String, List<Set<String>>> given = new HashMap<>();

	private SymbolicForm(ClassFiles files, String domain) {
		this.files = files;
		this.sink = new DigestSink(domain);
	}

	static CodePart of(ClassFiles files, String domain, String name, Consumer<SymbolicForm> content) {
		SymbolicForm form = new SymbolicForm(files, domain);
		content.accept(form);
		while (!form.definitions.isEmpty()) {
			form.definitions.remove().run();
		}
		return new CodePart(name, form.sink.hex(), form.now, form.later);
	}

	ClassFiles files() {
		return this.files;
	}

	References references() {
		return this.references;
	}

	/**
	 * Writes what runs after the code around it has run, if anything of it runs.
	 */
	void later(Runnable content) {
		in(this.later, content);
	}

	/**
	 * The classes of the parameters of a lambda.
	 */
	List<Set<String>> given(ClassCode owner, MethodNode method) {
		return this.given.getOrDefault(owner.name() + "." + method.name + method.desc, List.of());
	}

	/**
	 * Notes the classes of the parameters of a lambda before it is written.
	 */
	void give(InvokeDynamicInsnNode lambda, List<Set<String>> classes) {
		for (Object argument : lambda.bsmArgs) {
			Call call = Calls.of(argument);
			if (call != null) {
				boolean onThis = ((Handle) argument).getTag() != Opcodes.H_INVOKESTATIC && !classes.isEmpty();
				this.given.put(call.owner() + "." + call.name() + call.descriptor(),
						(onThis) ? classes.subList(1, classes.size()) : classes);
			}
		}
	}

	private void in(References current, Runnable content) {
		References before = this.references;
		this.references = current;
		content.run();
		this.references = before;
	}

	void text(String text) {
		this.sink.text(text);
	}

	void optionalText(@Nullable String text) {
		if (text != null) {
			text(text);
		}
		else {
			this.sink.nothing();
		}
	}

	void number(long number) {
		this.sink.scalar(Scalar.LONG, number);
	}

	/**
	 * A class that the code depends on.
	 * @param name its name, or the descriptor of an array
	 */
	void type(String name) {
		mention(Type.getObjectType(name));
		text(name.startsWith("[") ? symbolic(name) : symbol(name));
	}

	/**
	 * A descriptor or a signature.
	 */
	void descriptor(@Nullable String descriptor) {
		optionalText((descriptor != null) ? symbolic(descriptor) : null);
	}

	/**
	 * A method that is called or referred to.
	 */
	void method(int opcode, String owner, String name, String descriptor) {
		if (opcode == Opcodes.INVOKEINTERFACE && CompilerTraces.isOfObject(name + descriptor)) {
			method(Opcodes.INVOKEVIRTUAL, "java/lang/Object", name, descriptor);
			return;
		}
		number(opcode);
		Integer local = localMethod(owner, name, descriptor);
		if (local != null) {
			number(local);
			return;
		}
		type(owner);
		text(name);
		descriptor(descriptor);
		if (!owner.startsWith("[")) {
			boolean dynamic = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
			this.references.calls().add(new Call(owner, name, descriptor, dynamic));
		}
	}

	void field(int opcode, String owner, String name, String descriptor) {
		number(opcode);
		type(owner);
		text(name);
		descriptor(descriptor);
		if (this.files.isApplication(owner)) {
			boolean read = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
			(read ? this.references.reads() : this.references.writes()).add(new FieldAccess(owner, name));
		}
	}

	/**
	 * A constant of the constant pool.
	 */
	void constant(Object constant) {
		text(constant.getClass().getSimpleName());
		if (constant instanceof Handle handle) {
			handle(handle);
		}
		else if (constant instanceof ConstantDynamic dynamic) {
			text(dynamic.getName());
			descriptor(dynamic.getDescriptor());
			handle(dynamic.getBootstrapMethod());
			number(dynamic.getBootstrapMethodArgumentCount());
			for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
				constant(dynamic.getBootstrapMethodArgument(i));
			}
		}
		else if (constant instanceof Type type) {
			mention(type);
			descriptor(type.getDescriptor());
		}
		else if (constant instanceof Float value) {
			number(Float.floatToRawIntBits(value));
		}
		else if (constant instanceof Double value) {
			number(Double.doubleToRawLongBits(value));
		}
		else {
			text(constant.toString());
		}
	}

	void create(String type) {
		type(type);
		if (this.files.isApplication(type)) {
			this.references.created().add(type);
		}
	}

	/**
	 * Notes a class that others look into.
	 */
	void reflect(Type type) {
		String name = classIn(type);
		if (name != null && this.files.isApplication(name)) {
			this.references.reflected().add(name);
		}
	}

	/**
	 * Notes the classes of a signature as such that others look into.
	 */
	void reflect(@Nullable String signature) {
		if (signature != null) {
			new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
				@Override
				public void visitClassType(String name) {
					reflect(Type.getObjectType(name));
				}
			});
		}
	}

	private void handle(Handle handle) {
		if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
			field(FIELD_OPCODES[handle.getTag()], handle.getOwner(), handle.getName(), handle.getDesc());
		}
		else {
			if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
				create(handle.getOwner());
			}
			method(METHOD_OPCODES[handle.getTag() - Opcodes.H_INVOKEVIRTUAL], handle.getOwner(), handle.getName(),
					handle.getDesc());
		}
	}

	private @Nullable Integer localMethod(String owner, String name, String descriptor) {
		if (!this.files.isApplication(owner)) {
			return null;
		}
		ClassCode code = this.files.get(owner);
		MethodNode method = code.method(name, descriptor);
		if (method == null || (method.access & Opcodes.ACC_SYNTHETIC) == 0 || (method.access & Opcodes.ACC_BRIDGE) != 0
				|| name.startsWith("<")) {
			return null;
		}
		return define(owner + "." + name + descriptor, () -> SymbolicMethod.write(this, code, method));
	}

	private int define(String key, Runnable definition) {
		Integer known = this.numbers.get(key);
		if (known != null) {
			return known;
		}
		int number = this.numbers.size();
		this.numbers.put(key, number);
		References current = this.references;
		this.definitions.add(() -> in(current, () -> {
			text("definition");
			number(number);
			definition.run();
		}));
		return number;
	}

	/**
	 * Notes a class that the code depends on.
	 */
	void mention(Type type) {
		String name = classIn(type);
		if (name != null && this.files.isApplication(name)) {
			this.references.mentioned().add(name);
		}
	}

	/**
	 * The class that a type or an array consists of. Primitive types have none, nor have
	 * method types, whose classes are mentioned where they are used.
	 */
	private static @Nullable String classIn(Type type) {
		Type element = (type.getSort() == Type.ARRAY) ? type.getElementType() : type;
		return (element.getSort() == Type.OBJECT) ? element.getInternalName() : null;
	}

	private String symbol(String name) {
		if (name.indexOf('$') < 0 || !this.files.isApplication(name)) {
			return name;
		}
		ClassCode code = this.files.get(name);
		return (code.isLocal()) ? "#" + define(name, () -> SymbolicClass.writeLocal(this, code)) : name;
	}

	private String symbolic(String descriptor) {
		if (descriptor.indexOf('$') < 0) {
			return descriptor;
		}
		return CLASS_IN_DESCRIPTOR.matcher(descriptor)
			.replaceAll((match) -> Matcher.quoteReplacement("L" + symbol(match.group(1))));
	}

}
