package io.musubito.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
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
			ClassNode node = new ClassNode();
			new ClassReader(stream).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return node.methods.stream()
				.filter((method) -> method.name.equals("<init>"))
				.allMatch(PlainRecords::onlyAssigns);
		}
		catch (IOException | RuntimeException ex) {
			// Not known to be plain
			return false;
		}
	}

	/**
	 * Whether a constructor does nothing but assign its parameters.
	 */
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
