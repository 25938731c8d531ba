package io.musubito.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

import org.springframework.util.ClassUtils;

/**
 * Knows the records that hold what their constructor is given, and nothing else: as the
 * compiler writes them when the application adds no code, and with no annotation that
 * could make something else create them. When such a record is read, it is a new object,
 * and so is what it holds.
 */
final class PlainRecords {

	private static final List<String> HARMLESS = List.of("org.jspecify.", "jakarta.validation.",
			"org.springframework.lang.", "java.lang.");

	private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {
		@Override
		protected Boolean computeValue(Class<?> type) {
			return type.isRecord() && isAnnotatedHarmlessly(type) && hasPlainConstructor(type);
		}
	};

	private PlainRecords() {
	}

	static boolean contains(Class<?> type) {
		return PLAIN.get(type);
	}

	private static boolean isAnnotatedHarmlessly(Class<?> type) {
		return isHarmless(type) && Arrays.stream(type.getRecordComponents()).allMatch(PlainRecords::isHarmless)
				&& Arrays.stream(type.getDeclaredFields()).allMatch(PlainRecords::isHarmless)
				&& Arrays.stream(type.getDeclaredMethods()).allMatch(PlainRecords::isHarmless)
				&& Arrays.stream(type.getDeclaredConstructors())
					.allMatch((constructor) -> isHarmless(constructor)
							&& Arrays.stream(constructor.getParameters()).allMatch(PlainRecords::isHarmless))
				&& ClassUtils.getAllInterfacesForClassAsSet(type)
					.stream()
					.allMatch((supertype) -> isHarmless(supertype)
							&& Arrays.stream(supertype.getMethods()).allMatch(PlainRecords::isHarmless));
	}

	private static boolean isHarmless(AnnotatedElement element) {
		for (Annotation annotation : element.getAnnotations()) {
			String name = annotation.annotationType().getName();
			if (HARMLESS.stream().noneMatch(name::startsWith)) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasPlainConstructor(Class<?> type) {
		if (type.getDeclaredConstructors().length != 1) {
			return false;
		}
		try (InputStream stream = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (stream == null) {
				return false;
			}
			Constructors constructors = new Constructors();
			new ClassReader(stream).accept(constructors, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return constructors.plain;
		}
		catch (IOException | RuntimeException ex) {
			// Not known to be plain
			return false;
		}
	}

	/**
	 * Reads whether the only constructor does nothing but assign its parameters.
	 */
	private static final class Constructors extends ClassVisitor {

		private boolean plain;

		Constructors() {
			super(Opcodes.ASM9);
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			if (!name.equals("<init>")) {
				return null;
			}
			return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
				@Override
				public void visitEnd() {
					Constructors.this.plain = onlyAssigns(this);
				}
			};
		}

		private static boolean onlyAssigns(MethodNode constructor) {
			for (AbstractInsnNode instruction : constructor.instructions) {
				boolean allowed = switch (instruction.getOpcode()) {
					case -1, Opcodes.ALOAD, Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD,
							Opcodes.INVOKESPECIAL, Opcodes.PUTFIELD, Opcodes.RETURN ->
						true;
					default -> false;
				};
				if (!allowed) {
					return false;
				}
			}
			return true;
		}

	}

}
