package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.musubito.MusubitoStep;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Tells whether somebody wrote the type of a step down. A default looks the same at run
 * time; only the class file has what is written.
 */
final class WrittenTypes {

	private static final String STEP = Type.getDescriptor(MusubitoStep.class);

	private WrittenTypes() {
	}

	/**
	 * Whether {@code type = …} is written, at the method, at one that it overrides or
	 * implements, or in an annotation that is a step itself.
	 * @param method the method of a step
	 * @param targetClass the class of the bean
	 * @return whether it is; {@code true} where that can't be read
	 */
	static boolean areWritten(Method method, Class<?> targetClass) {
		Set<Class<?>> declaring = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(targetClass));
		for (Class<?> current = targetClass; current != null
				&& current != Object.class; current = current.getSuperclass()) {
			declaring.add(current);
		}
		Visitor visitor = new Visitor(method);
		for (Class<?> type : declaring) {
			visitor.read(type);
			Arrays.stream(type.getDeclaredMethods())
				.filter((declared) -> visitor.isMeant(declared.getName(), declared.getParameterCount()))
				.flatMap((declared) -> Arrays.stream(declared.getAnnotations()))
				.map(Annotation::annotationType)
				.filter((annotation) -> AnnotatedElementUtils.hasMetaAnnotationTypes(annotation, MusubitoStep.class))
				.forEach(visitor::read);
		}
		return visitor.written;
	}

	/**
	 * Looks for the annotation in class files.
	 */
	private static final class Visitor extends ClassVisitor {

		private final Method method;

		private boolean written;

		Visitor(Method method) {
			super(Opcodes.ASM9);
			this.method = method;
		}

		void read(Class<?> type) {
			String file = "/" + type.getName().replace('.', '/') + ".class";
			try (InputStream stream = type.getResourceAsStream(file)) {
				if (stream == null) {
					this.written = true;
				}
				else {
					new ClassReader(stream).accept(this,
							ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
				}
			}
			catch (IOException ex) {
				this.written = true;
			}
		}

		boolean isMeant(String name, int parameters) {
			// A parameter of a generic superclass has another type
			return name.equals(this.method.getName()) && parameters == this.method.getParameterCount();
		}

		@Override
		public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			return attributes(descriptor);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			return (!isMeant(name, Type.getArgumentCount(descriptor))) ? null : new MethodVisitor(Opcodes.ASM9) {

				@Override
				public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
					return attributes(annotation);
				}

			};
		}

		private @Nullable AnnotationVisitor attributes(String descriptor) {
			return (!descriptor.equals(STEP)) ? null : new AnnotationVisitor(Opcodes.ASM9) {

				@Override
				public void visitEnum(String name, String type, String value) {
					Visitor.this.written |= name.equals("type");
				}

			};
		}

	}

}
