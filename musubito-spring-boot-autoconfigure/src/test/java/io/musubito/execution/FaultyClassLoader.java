package io.musubito.execution;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Loads this library a second time, where each method of one call begins with
 * {@link Faults#point()}.
 */
final class FaultyClassLoader extends ClassLoader {

	private static final Set<String> PACKAGES = Set.of("io.musubito.execution", "io.musubito.lineage");

	/** Who guards others has nobody who guards it. */
	private static final Set<String> GUARDS = Set.of("CallScope", "FlightWatch", "Guarded", "Lineage", "StoreThreads");

	FaultyClassLoader(ClassLoader parent) {
		super(parent);
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith("io.musubito.")) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		String file = name.replace('.', '/') + ".class";
		try (InputStream source = getParent().getResourceAsStream(file)) {
			if (source == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] bytes = source.readAllBytes();
			String location = getParent().getResource(file).toString();
			byte[] defined = (isFaulty(name) && !location.contains("test-classes")) ? withFaults(bytes) : bytes;
			return defineClass(name, defined, 0, defined.length);
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

	private static boolean isFaulty(String name) {
		int end = name.lastIndexOf('.');
		String simple = name.substring(end + 1).replaceFirst("\\$.*", "");
		return PACKAGES.contains(name.substring(0, end)) && !GUARDS.contains(simple);
	}

	private static byte[] withFaults(byte[] source) {
		ClassReader reader = new ClassReader(source);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
				return (name.equals("<clinit>")) ? method : new MethodVisitor(Opcodes.ASM9, method) {

					@Override
					public void visitCode() {
						super.visitCode();
						visitMethodInsn(Opcodes.INVOKESTATIC, "io/musubito/execution/Faults", "point", "()V", false);
					}

				};
			}

		}, 0);
		return writer.toByteArray();
	}

}
