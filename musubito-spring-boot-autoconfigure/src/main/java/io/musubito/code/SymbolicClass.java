package io.musubito.code;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * Writes what is declared of a class beside its methods.
 */
final class SymbolicClass {

	private static final int KIND = Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD
			| Opcodes.ACC_ANNOTATION;

	private SymbolicClass() {
	}

	/**
	 * The symbolic form of a class.
	 * @param use what its objects are there for
	 */
	static CodePart of(ClassFiles files, ClassCode code, Use use) {
		return SymbolicForm.of(files, "class", code.className(), (form) -> {
			writeDeclaration(form, code);
			if (use == Use.DATA) {
				writeFields(form, code.node(), true);
			}
			else if (use == Use.BEAN) {
				writeInjectedFields(form, code.node());
			}
			if (use != Use.OTHER) {
				writeConstructors(form, code);
			}
		});
	}

	/**
	 * Writes the fields that annotations say something about: {@code @Value},
	 * {@code @Qualifier}.
	 */
	private static void writeInjectedFields(SymbolicForm form, ClassNode node) {
		node.fields.stream()
			.filter((field) -> SymbolicAnnotations.areRelevant(field.visibleAnnotations))
			.sorted(Comparator.comparing((field) -> field.name))
			.forEach((field) -> {
				writeTyped(form, field.name, field.desc, field.signature);
				SymbolicAnnotations.write(form, field.visibleAnnotations, field.visibleTypeAnnotations);
			});
	}

	/**
	 * Writes the names by which the container and mappers tell parameters of constructors
	 * apart. Those of records are the components.
	 */
	private static void writeConstructors(SymbolicForm form, ClassCode code) {
		if (!code.isRecord() && !code.isEnum()) {
			code.methods()
				.stream()
				.filter((method) -> method.name.equals("<init>") && !method.desc.equals("()V")
						&& (method.access & Opcodes.ACC_SYNTHETIC) == 0)
				.sorted(Comparator.comparing((method) -> method.desc))
				.forEach((method) -> {
					form.text(method.desc);
					SymbolicMethod.writeNames(form, method);
				});
		}
	}

	/**
	 * Writes a class as a part of the code around it, with all its methods.
	 */
	static void writeLocal(SymbolicForm form, ClassCode code) {
		ClassNode node = code.node();
		writeDeclaration(form, code);
		writeFields(form, node, code.isRecord());
		form.descriptor(node.signature);
		form.reflect(node.signature);
		node.methods.stream()
			.filter((method) -> (method.access & Opcodes.ACC_SYNTHETIC) == 0
					|| (method.access & Opcodes.ACC_BRIDGE) != 0)
			.sorted(Comparator.comparing((MethodNode method) -> method.name).thenComparing((method) -> method.desc))
			.forEach((method) -> {
				form.text(method.name);
				if (method.name.startsWith("<")) {
					SymbolicMethod.write(form, code, method);
				}
				else {
					form.later(() -> SymbolicMethod.write(form, code, method));
				}
			});
	}

	private static void writeDeclaration(SymbolicForm form, ClassCode code) {
		ClassNode node = code.node();
		form.number(node.access & KIND);
		form.type(Objects.requireNonNullElse(node.superName, "java/lang/Object"));
		form.number(node.interfaces.size());
		node.interfaces.stream().sorted().forEach(form::type);
		SymbolicAnnotations.write(form, node.visibleAnnotations, null);
		if (code.isRecord()) {
			form.number(node.recordComponents.size());
			for (RecordComponentNode component : node.recordComponents) {
				writeTyped(form, component.name, component.descriptor, component.signature);
				form.reflect((component.signature != null) ? component.signature : component.descriptor);
				SymbolicAnnotations.write(form, component.visibleAnnotations, component.visibleTypeAnnotations);
			}
		}
		node.fields.stream().filter((field) -> (field.access & Opcodes.ACC_ENUM) != 0).forEach((field) -> {
			form.text(field.name);
			SymbolicAnnotations.write(form, field.visibleAnnotations, field.visibleTypeAnnotations);
		});
		if (code.isAnnotation()) {
			writeAttributes(form, code);
		}
		code.permitted().stream().sorted().filter((name) -> !code.isEnum()).forEach(form::type);
	}

	/**
	 * Writes the attributes of an annotation with their defaults.
	 */
	private static void writeAttributes(SymbolicForm form, ClassCode code) {
		code.methods().stream().sorted(Comparator.comparing((method) -> method.name)).forEach((method) -> {
			form.text(method.name);
			form.descriptor(method.desc);
			SymbolicAnnotations.write(form, method.visibleAnnotations, null);
			if (method.annotationDefault != null) {
				SymbolicAnnotations.value(form, method.annotationDefault);
			}
		});
	}

	private static void writeFields(SymbolicForm form, ClassNode node, boolean reflected) {
		List<FieldNode> fields = node.fields.stream()
			.filter((field) -> (field.access & Opcodes.ACC_STATIC) == 0)
			.filter((field) -> !CompilerTraces.holdsOuterInstance(field))
			.sorted(Comparator.comparing((field) -> field.name))
			.toList();
		form.number(fields.size());
		for (FieldNode field : fields) {
			form.number(field.access & Opcodes.ACC_TRANSIENT);
			writeTyped(form, field.name, field.desc, field.signature);
			if (reflected) {
				form.reflect((field.signature != null) ? field.signature : field.desc);
			}
			SymbolicAnnotations.write(form, field.visibleAnnotations, field.visibleTypeAnnotations);
		}
	}

	private static void writeTyped(SymbolicForm form, String name, String descriptor, @Nullable String signature) {
		form.text(name);
		form.descriptor(descriptor);
		form.descriptor(signature);
	}

	/**
	 * What objects of a class are there for.
	 */
	enum Use {

		/** For what their methods do. */
		OTHER,

		/** The container makes them, and injects others. */
		BEAN,

		/** They are encoded, decoded or looked into. */
		DATA

	}

}
