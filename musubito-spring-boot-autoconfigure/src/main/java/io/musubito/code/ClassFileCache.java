package io.musubito.code;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.musubito.code.ClassFiles.Selected;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The class files that a class loader finds and what has been found out about them, for
 * all steps. Safe for use by many threads.
 */
final class ClassFileCache {

	private final @Nullable ClassLoader loader;

	private final Predicate<String> application;

	private final Map<String, ClassFile> files = new ConcurrentHashMap<>();

	private final List<ClassFile> numbered = new ArrayList<>();

	private final Map<MethodKey, Noted<Optional<Selected>>> selected = new ConcurrentHashMap<>();

	private final Map<String, Noted<Set<String>>> supertypes = new ConcurrentHashMap<>();

	private final Map<Call, Noted<Call>> libraryCalls = new ConcurrentHashMap<>();

	private final Map<String, Noted<EntryPoints>> entryPoints = new ConcurrentHashMap<>();

	/**
	 * Creates the cache.
	 * @param loader finds the files; {@code null} is the system's
	 * @param application tells the classes of the application by their class names
	 */
	ClassFileCache(@Nullable ClassLoader loader, Predicate<String> application) {
		this.loader = loader;
		this.application = application;
	}

	ClassFile file(String name) {
		ClassFile known = this.files.get(name);
		return (known != null) ? known : this.files.computeIfAbsent(name, this::add);
	}

	/**
	 * The files with these numbers.
	 */
	List<ClassFile> files(BitSet numbers) {
		synchronized (this.numbered) {
			return numbers.stream().mapToObj(this.numbered::get).toList();
		}
	}

	Map<MethodKey, Noted<Optional<Selected>>> selected() {
		return this.selected;
	}

	Map<String, Noted<Set<String>>> supertypes() {
		return this.supertypes;
	}

	Map<Call, Noted<Call>> libraryCalls() {
		return this.libraryCalls;
	}

	Map<String, Noted<EntryPoints>> entryPoints() {
		return this.entryPoints;
	}

	private ClassFile add(String name) {
		boolean ours = !name.startsWith("[") && this.application.test(Type.getObjectType(name).getClassName());
		synchronized (this.numbered) {
			ClassFile file = new ClassFile(name, this.numbered.size(), ours, this.loader);
			this.numbered.add(file);
			return file;
		}
	}

}
