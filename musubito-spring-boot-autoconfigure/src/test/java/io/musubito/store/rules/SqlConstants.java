package io.musubito.store.rules;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.musubito.store.Store;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/**
 * The statements in the code: texts that name a table of the store, or are at least SQL.
 * Compiled, those that are put together of constants are whole.
 */
final class SqlConstants {

	private static final Pattern SQL = Pattern.compile(
			"\\bmusubito_[a-z]|^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|SET|LOCK|PREPARE|CREATE|DROP|ALTER)\\s[\\s\\S]*[\\s=]");

	private SqlConstants() {
	}

	static SortedSet<String> ofTheCode() throws IOException, URISyntaxException {
		Path classes = Path.of(Store.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		SortedSet<String> found = new TreeSet<>();
		try (Stream<Path> files = Files.walk(classes.resolve("io/musubito"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".class")).toList()) {
				try (InputStream stream = Files.newInputStream(file)) {
					new ClassReader(stream).accept(new Texts(found), ClassReader.SKIP_DEBUG);
				}
			}
		}
		return found;
	}

	/**
	 * The texts of a class.
	 */
	private static final class Texts extends ClassVisitor {

		private final SortedSet<String> found;

		Texts(SortedSet<String> found) {
			super(SpringAsmInfo.ASM_VERSION);
			this.found = found;
		}

		private void add(Object constant) {
			if (constant instanceof String text && SQL.matcher(text).find()) {
				this.found.add(text);
			}
		}

		@Override
		public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
			add(value);
			return null;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitLdcInsn(Object value) {
					add(value);
				}

			};
		}

	}

}
