package io.musubito.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The content of a class file. Safe for use by many threads.
 */
final class ClassCode {

	private final ClassNode node;

	private final List<String> parents = new ArrayList<>();

	private final Map<String, MethodNode> methods = new HashMap<>();

	private final Map<String, FieldNode> fields = new HashMap<>();

	private final Map<MethodNode, Noted<CodePart>> parts = new ConcurrentHashMap<>();

	private final Map<MethodNode, DeclaredTypes> declared = new ConcurrentHashMap<>();

	private final Map<SymbolicClass.Use, Noted<CodePart>> declarations = new ConcurrentHashMap<>();

	ClassCode(ClassNode node) {
		this.node = node;
		if (node.superName != null) {
			this.parents.add(node.superName);
		}
		this.parents.addAll(node.interfaces);
		for (MethodNode method : node.methods) {
			this.methods.put(method.name.concat(method.desc), method);
		}
		for (FieldNode field : node.fields) {
			this.fields.put(field.name, field);
		}
	}

	ClassNode node() {
		return this.node;
	}

	String name() {
		return this.node.name;
	}

	String className() {
		return Type.getObjectType(this.node.name).getClassName();
	}

	List<MethodNode> methods() {
		return this.node.methods;
	}

	@Nullable MethodNode method(String name, String descriptor) {
		return this.methods.get(name.concat(descriptor));
	}

	@Nullable FieldNode field(String name) {
		return this.fields.get(name);
	}

	/**
	 * The classes that this one extends or implements directly.
	 */
	List<String> parents() {
		return this.parents;
	}

	/**
	 * The classes that may extend this one, when it says so.
	 */
	List<String> permitted() {
		return (this.node.permittedSubclasses != null) ? this.node.permittedSubclasses : List.of();
	}

	/**
	 * Whether this class belongs to the code around it: it is anonymous, declared in a
	 * method, or made by the compiler. The compiler numbers such classes, so that their
	 * names say nothing.
	 */
	boolean isLocal() {
		return this.node.outerClass != null || is(Opcodes.ACC_SYNTHETIC);
	}

	boolean isInterface() {
		return is(Opcodes.ACC_INTERFACE);
	}

	boolean isAnnotation() {
		return is(Opcodes.ACC_ANNOTATION);
	}

	boolean isEnum() {
		return is(Opcodes.ACC_ENUM);
	}

	boolean isRecord() {
		return this.node.recordComponents != null;
	}

	/**
	 * The classes that one of its methods declares.
	 */
	DeclaredTypes declared(MethodNode method) {
		return this.declared.computeIfAbsent(method, (key) -> DeclaredTypes.of(name(), key.desc, key.signature));
	}

	/**
	 * The symbolic form of a method with the local code in it.
	 */
	CodePart part(MethodNode method, ClassFiles files) {
		return files.once(this.parts, method, this::write);
	}

	/**
	 * The symbolic form of what is declared beside the methods.
	 * @param use what its objects are there for
	 */
	CodePart declaration(SymbolicClass.Use use, ClassFiles files) {
		return files.once(this.declarations, use, (own, wanted) -> SymbolicClass.of(own, this, wanted));
	}

	private CodePart write(ClassFiles files, MethodNode method) {
		String methodName = MethodName.of(className(), method.name, method.desc);
		return SymbolicForm.of(files, "method", methodName, (form) -> {
			form.text(method.name);
			SymbolicMethod.write(form, this, method);
		});
	}

	private boolean is(int flag) {
		return (this.node.access & flag) != 0;
	}

}
