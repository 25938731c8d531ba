package io.musubito.faults.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.musubito.faults.kill.FailPoint.When;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Copies of classes with the points in them, for processes that find them first.
 */
final class PointedClasses {

	private PointedClasses() {
	}

	/**
	 * Writes them.
	 * @param jar the file
	 * @return the file
	 */
	static Path write(Path jar) {
		Map<String, List<FailPoint>> points = Stream.of(FailPoint.values())
			.filter((point) -> point.when() != null)
			.collect(Collectors.groupingBy(FailPoint::className));
		try (JarOutputStream target = new JarOutputStream(Files.newOutputStream(jar))) {
			for (Map.Entry<String, List<FailPoint>> entry : points.entrySet()) {
				String file = entry.getKey().replace('.', '/') + ".class";
				target.putNextEntry(new JarEntry(file));
				target.write(withPoints(file, entry.getValue()));
				target.closeEntry();
			}
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] withPoints(String file, List<FailPoint> points) throws IOException {
		List<FailPoint> found = new ArrayList<>();
		try (InputStream source = PointedClasses.class.getClassLoader().getResourceAsStream(file)) {
			assertThat(source).as(file).isNotNull();
			ClassReader reader = new ClassReader(source);
			ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
			reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

				@Override
				public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
						String[] exceptions) {
					MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
					List<FailPoint> here = points.stream()
						.filter((point) -> point.isOf(name, descriptor) && (access & Opcodes.ACC_ABSTRACT) == 0)
						.toList();
					found.addAll(here);
					return here.isEmpty() ? method : new PointedMethod(method, here);
				}

			}, 0);
			assertThat(found).as("points in " + file).containsAll(points);
			return writer.toByteArray();
		}
	}

	/**
	 * A method with points at its beginning or before it returns.
	 */
	private static final class PointedMethod extends MethodVisitor {

		private final List<FailPoint> points;

		PointedMethod(MethodVisitor method, List<FailPoint> points) {
			super(Opcodes.ASM9, method);
			this.points = points;
		}

		@Override
		public void visitCode() {
			super.visitCode();
			pass(When.BEFORE);
		}

		@Override
		public void visitInsn(int opcode) {
			if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
				pass(When.AFTER);
			}
			super.visitInsn(opcode);
		}

		private void pass(When when) {
			for (FailPoint point : this.points) {
				if (point.when() == when) {
					visitLdcInsn(point.name());
					visitMethodInsn(Opcodes.INVOKESTATIC, "io/musubito/testing/FailPoints", "pass",
							"(Ljava/lang/String;)V", false);
				}
			}
		}

	}

}
