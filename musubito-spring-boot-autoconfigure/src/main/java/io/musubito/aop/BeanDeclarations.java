package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.musubito.value.Supertypes;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Tells of classes that are no beans whether they may be, with other profiles or other
 * properties: by what is written at the class, and by what other classes make of it.
 */
final class BeanDeclarations {

	private static final Set<String> REGISTRARS = Set.of("org.springframework.beans.factory.FactoryBean",
			"org.springframework.beans.factory.config.AbstractFactoryBean",
			"org.springframework.beans.factory.BeanRegistrar",
			"org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor",
			"org.springframework.context.annotation.ImportBeanDefinitionRegistrar",
			"org.springframework.context.ApplicationContextInitializer");

	private final Collection<ScannedClass> classes;

	private final ClassLoader loader;

	private final Map<String, Set<String>> made = new HashMap<>();

	/**
	 * Creates it.
	 * @param classes all of the application
	 * @param loader has them
	 */
	BeanDeclarations(Collection<ScannedClass> classes, ClassLoader loader) {
		this.classes = classes;
		this.loader = loader;
	}

	boolean mayBeBean(String name) {
		Class<?> type;
		try {
			type = ClassUtils.forName(name, this.loader);
			for (Class<?> written = type; written != null; written = written.getEnclosingClass()) {
				MergedAnnotations annotations = MergedAnnotations.from(written);
				if (annotations.isPresent(Conditional.class)
						|| (written == type && annotations.isPresent(Component.class))) {
					return true;
				}
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// A library that it needs isn't there, so that it is not meant to be used
			return true;
		}
		Set<String> supertypes = new HashSet<>(Supertypes.of(type).map(Class::getName).toList());
		supertypes.remove(Object.class.getName());
		return this.classes.stream().anyMatch((other) -> declares(other, name, supertypes));
	}

	private boolean declares(ScannedClass other, String name, Set<String> supertypes) {
		Set<String> results = other.resultsWith(Bean.class.getName());
		return results.contains(name) || other.imported().contains(name)
				|| ((results.stream().anyMatch(supertypes::contains)
						|| other.parents().stream().anyMatch(REGISTRARS::contains))
						&& this.made.computeIfAbsent(other.name(), this::madeIn).contains(name));
	}

	/**
	 * The classes of which the code of a class creates objects, or which it names.
	 */
	private Set<String> madeIn(String name) {
		Set<String> types = new HashSet<>();
		try (InputStream stream = this.loader
			.getResourceAsStream(ClassUtils.convertClassNameToResourcePath(name) + ".class")) {
			if (stream != null) {
				new ClassReader(stream).accept(new Made(types), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException ex) {
			// It makes nothing that is known then
		}
		return types;
	}

	private static final class Made extends ClassVisitor {

		private final Set<String> types;

		Made(Set<String> types) {
			super(Opcodes.ASM9);
			this.types = types;
		}

		@Override
		public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
				String[] exceptions) {
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitTypeInsn(int opcode, String type) {
					if (opcode == Opcodes.NEW) {
						add(Type.getObjectType(type));
					}
				}

				@Override
				public void visitLdcInsn(Object value) {
					add(value);
				}

				@Override
				public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
					for (Object argument : arguments) {
						if (argument instanceof Handle handle && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
							add(Type.getObjectType(handle.getOwner()));
						}
					}
				}

			};
		}

		private void add(Object value) {
			if (value instanceof Type type) {
				this.types.add(type.getClassName());
			}
		}

	}

}
