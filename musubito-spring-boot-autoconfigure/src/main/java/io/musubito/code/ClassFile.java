package io.musubito.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;

import io.musubito.value.Sha256;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class that was asked for. Its file is read at most once, so that its code and its
 * hash are those of the same bytes even when it is replaced meanwhile. Safe for use by
 * many threads.
 */
final class ClassFile {

	/** In place of the hash of a file that there is none of. */
	private static final String ABSENT = "absent";

	private final String name;

	private final int number;

	private final boolean application;

	private final @Nullable ClassLoader loader;

	private @Nullable Optional<byte[]> content;

	private @Nullable Optional<ClassCode> code;

	private @Nullable String hash;

	ClassFile(String name, int number, boolean application, @Nullable ClassLoader loader) {
		this.name = name;
		this.number = number;
		this.application = application;
		this.loader = loader;
	}

	String name() {
		return this.name;
	}

	/**
	 * The number by which those are told who consulted it.
	 */
	int number() {
		return this.number;
	}

	/**
	 * Whether the application has it, by its name.
	 */
	boolean isApplication() {
		return this.application;
	}

	/**
	 * What is in the file. Of libraries only the declarations are parsed.
	 * @throws UnreadableClassException if it can't be read
	 */
	synchronized Optional<ClassCode> code() {
		if (this.code == null) {
			this.code = content().map(this::parse);
		}
		return this.code;
	}

	/**
	 * The hash of the whole file, or that there is none.
	 * @throws UnreadableClassException if it can't be read
	 */
	synchronized String hash() {
		if (this.hash == null) {
			this.hash = content().map((bytes) -> HexFormat.of().formatHex(Sha256.newDigest().digest(bytes)))
				.orElse(ABSENT);
		}
		return this.hash;
	}

	/**
	 * What was found out about the class: the hash of its file, empty as long as nobody
	 * asked for more than its name.
	 */
	synchronized String known() {
		return (this.content != null) ? hash() : "";
	}

	private Optional<byte[]> content() {
		if (this.content == null) {
			this.content = read();
		}
		return this.content;
	}

	private Optional<byte[]> read() {
		String path = this.name + ".class";
		try (InputStream stream = (this.loader != null) ? this.loader.getResourceAsStream(path)
				: ClassLoader.getSystemResourceAsStream(path)) {
			return (stream != null) ? Optional.of(stream.readAllBytes()) : Optional.empty();
		}
		catch (IOException | RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	private ClassCode parse(byte[] bytes) {
		try {
			ClassNode node = new ClassNode();
			int skipped = (this.application) ? 0 : ClassReader.SKIP_CODE;
			ClassReader reader = new ClassReader(bytes);
			reader.accept(node, skipped | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			if (this.application) {
				reader.accept(new ParameterNames(node), ClassReader.SKIP_CODE);
			}
			return new ClassCode(node);
		}
		catch (RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	private UnreadableClassException unreadable(Exception cause) {
		return new UnreadableClassException(Type.getObjectType(this.name).getClassName(), String.valueOf(cause), cause);
	}

}
