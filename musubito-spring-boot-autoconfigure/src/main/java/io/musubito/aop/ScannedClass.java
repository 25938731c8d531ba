package io.musubito.aop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file says without its code: supertypes, annotations and, for the methods
 * with annotations, their names. Classes and annotations are named as by
 * {@link Class#getName()}.
 */
final class ScannedClass extends ClassVisitor {

	private static final String IMPORT = "org.springframework.context.annotation.Import";

	private final List<String> parents = new ArrayList<>();

	private final Set<String> annotations = new TreeSet<>();

	private final Set<String> imported = new TreeSet<>();

	private final Map<String, Set<String>> methods = new TreeMap<>();

	private final Map<String, Set<String>> results = new LinkedHashMap<>();

	private String name = "";

	private ScannedClass() {
		super(Opcodes.ASM9);
	}

	static ScannedClass read(ClassReader classFile) {
		ScannedClass scanned = new ScannedClass();
		classFile.accept(scanned, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		return scanned;
	}

	String name() {
		return this.name;
	}

	/**
	 * The superclass and the interfaces.
	 */
	List<String> parents() {
		return this.parents;
	}

	Set<String> annotations() {
		return this.annotations;
	}

	/**
	 * The classes that its {@code @Import} names.
	 */
	Set<String> imported() {
		return this.imported;
	}

	/**
	 * The methods that have one of these annotations.
	 */
	Set<String> methodsWith(Set<String> wanted) {
		Set<String> found = new TreeSet<>();
		wanted.forEach((annotation) -> found.addAll(this.methods.getOrDefault(annotation, Set.of())));
		return found;
	}

	/**
	 * The classes that methods with an annotation return.
	 */
	Set<String> resultsWith(String annotation) {
		return this.results.getOrDefault(annotation, Set.of());
	}

	@Override
	public void visit(int version, int access, String internalName, @Nullable String signature,
			@Nullable String superName, String[] interfaces) {
		this.name = className(internalName);
		if (superName != null) {
			this.parents.add(className(superName));
		}
		for (String type : interfaces) {
			this.parents.add(className(type));
		}
	}

	@Override
	public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
		String annotation = Type.getType(descriptor).getClassName();
		this.annotations.add(annotation);
		return (annotation.equals(IMPORT)) ? new Imported() : null;
	}

	@Override
	public MethodVisitor visitMethod(int access, String method, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new MethodVisitor(Opcodes.ASM9) {

			@Override
			public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
				String type = Type.getType(annotation).getClassName();
				Set<String> named = ScannedClass.this.methods.computeIfAbsent(type, (key) -> new TreeSet<>());
				named.add(method);
				ScannedClass.this.results.computeIfAbsent(type, (key) -> new TreeSet<>())
					.add(Type.getReturnType(descriptor).getClassName());
				return null;
			}

		};
	}

	private static String className(String internalName) {
		return internalName.replace('/', '.');
	}

	private final class Imported extends AnnotationVisitor {

		Imported() {
			super(Opcodes.ASM9);
		}

		@Override
		public AnnotationVisitor visitArray(String attribute) {
			return this;
		}

		@Override
		public void visit(@Nullable String attribute, Object value) {
			if (value instanceof Type type) {
				ScannedClass.this.imported.add(type.getClassName());
			}
		}

	}

}
