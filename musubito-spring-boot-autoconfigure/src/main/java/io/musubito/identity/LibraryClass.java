package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * What the class file of a library says of a class. Names are those of class files.
 *
 * @param supertypes its superclass and its interfaces
 * @param mentioned the classes that its code refers to
 * @param isAbstract whether others are there for its methods
 */
record LibraryClass(Set<String> supertypes, Set<String> mentioned, boolean isAbstract) {

	/** The tag of a class in the constant pool (JVM specification, 4.4). */
	private static final int CLASS = 7;

	/**
	 * Reads a class file.
	 * @param name the class
	 * @param loader has it
	 * @return what it says; {@code null} when it isn't there or can't be read
	 */
	static @Nullable LibraryClass read(String name, @Nullable ClassLoader loader) {
		String file = name + ".class";
		try (InputStream stream = (loader != null) ? loader.getResourceAsStream(file)
				: ClassLoader.getSystemResourceAsStream(file)) {
			return (stream != null) ? of(new ClassReader(stream)) : null;
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	private static LibraryClass of(ClassReader reader) {
		Set<String> supertypes = new HashSet<>(Set.of(reader.getInterfaces()));
		if (reader.getSuperName() != null) {
			supertypes.add(reader.getSuperName());
		}
		Set<String> mentioned = new HashSet<>(supertypes);
		char[] buffer = new char[reader.getMaxStringLength()];
		for (int i = 1; i < reader.getItemCount(); i++) {
			int offset = reader.getItem(i);
			if (offset > 0 && reader.readByte(offset - 1) == CLASS) {
				String type = reader.readUTF8(offset, buffer);
				mentioned.add(type.startsWith("[") ? type.replaceAll("^\\[+L?|;$", "") : type);
			}
		}
		return new LibraryClass(supertypes, mentioned, (reader.getAccess() & Opcodes.ACC_ABSTRACT) != 0);
	}

}
