package io.musubito.code;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The class files that a class loader finds, as one computation sees them: it notes which
 * ones the computation consulted, those too that an earlier computation had consulted to
 * find out what this one takes over. Everything that the computation learns from class
 * files it learns from here. Used by one thread.
 */
final class ClassFiles {

	private final ClassFileCache cache;

	private final BitSet consulted = new BitSet();

	ClassFiles(ClassFileCache cache) {
		this.cache = cache;
	}

	/**
	 * The class files that were consulted so far, by name or by content.
	 */
	BitSet consulted() {
		return this.consulted;
	}

	boolean isApplication(String name) {
		return file(name).isApplication();
	}

	/**
	 * A class of the application.
	 * @throws UnreadableClassException if it can't be read
	 */
	ClassCode get(String name) {
		return find(name).orElseThrow(() -> new UnreadableClassException(Type.getObjectType(name).getClassName(),
				"its class loader has no such class file", null));
	}

	/**
	 * A class of the application or of a library.
	 */
	Optional<ClassCode> find(String name) {
		return file(name).code();
	}

	/**
	 * What is found out from class files once for all computations.
	 * @param known what has been found out
	 * @param key what to find out
	 * @param search finds it out with the class files that it gets
	 * @return what is found
	 */
	<K, T> T once(Map<K, Noted<T>> known, K key, BiFunction<ClassFiles, K, T> search) {
		Noted<T> noted = known.get(key);
		if (noted == null) {
			noted = known.computeIfAbsent(key, (missing) -> note(missing, search));
		}
		this.consulted.or(noted.consulted());
		return noted.value();
	}

	private <K, T> Noted<T> note(K key, BiFunction<ClassFiles, K, T> search) {
		ClassFiles own = new ClassFiles(this.cache);
		return new Noted<>(search.apply(own, key), own.consulted);
	}

	private ClassFile file(String name) {
		ClassFile file = this.cache.file(name);
		this.consulted.set(file.number());
		return file;
	}

	/**
	 * A class and all that it extends or implements.
	 */
	Set<String> supertypes(String name) {
		Noted<Set<String>> noted = this.cache.supertypes().get(name);
		if (noted == null) {
			// Not at once: it asks for other supertypes meanwhile
			noted = note(name, ClassFiles::searchSupertypes);
			this.cache.supertypes().put(name, noted);
		}
		this.consulted.or(noted.consulted());
		return noted.value();
	}

	private Set<String> searchSupertypes(String name) {
		Set<String> all = new LinkedHashSet<>();
		all.add(name);
		ClassCode code = (isApplication(name)) ? get(name) : find(name).orElse(null);
		if (code != null) {
			for (String parent : code.parents()) {
				all.addAll(supertypes(parent));
			}
		}
		return all;
	}

	/**
	 * The methods that a class of the application has from itself and from what it
	 * extends or implements in the application. What the compiler makes is a part of
	 * them.
	 */
	List<Selected> own(String name) {
		return supertypes(name).stream()
			.filter(this::isApplication)
			.map(this::get)
			.flatMap((code) -> code.methods()
				.stream()
				.filter((method) -> (method.access & Opcodes.ACC_SYNTHETIC) == 0)
				.map((method) -> new Selected(code, method)))
			.toList();
	}

	/**
	 * The classes in the declaration of a field.
	 * @param owner the class of the application that it is accessed on
	 */
	Set<String> fieldTypes(String owner, String name) {
		for (String type : supertypes(owner)) {
			FieldNode field = (isApplication(type)) ? get(type).field(name) : null;
			if (field != null) {
				return DeclaredTypes.in(type, field.desc, field.signature);
			}
		}
		return Set.of();
	}

	/**
	 * The classes that have access to the private members of a class, itself included.
	 */
	Stream<ClassCode> nest(ClassCode code) {
		ClassCode host = (code.node().nestHostClass != null) ? get(code.node().nestHostClass) : code;
		List<String> members = host.node().nestMembers;
		return Stream.concat(Stream.of(host), (members != null) ? members.stream().map(this::get) : Stream.empty());
	}

	/**
	 * A call of a method which is not the application's own.
	 * @return the call on the class that declares the method
	 */
	Call libraryCall(Call call) {
		return once(this.cache.libraryCalls(), call, (files, missing) -> new Call(files.library(missing),
				missing.name(), missing.descriptor(), missing.dynamic()));
	}

	private String library(Call call) {
		if (call.owner().startsWith("java/") && !call.owner().endsWith("ClassLoader")) {
			// Of the JDK's classes only class loaders inherit what a boundary shows
			return call.owner();
		}
		return supertypes(call.owner()).stream()
			.filter((type) -> !isApplication(type))
			.filter((type) -> find(type).filter((code) -> code.method(call.name(), call.descriptor()) != null)
				.isPresent())
			.findFirst()
			.orElse(call.owner());
	}

	/**
	 * The methods of a class of the application that run although no code of it calls
	 * them.
	 */
	EntryPoints entryPoints(String name) {
		return once(this.cache.entryPoints(), name, EntryPoints::of);
	}

	/**
	 * The method that runs when a method is called on a class, as the JVM selects it
	 * (JVMS 5.4.3.3): superclasses first, then the most specific interface.
	 * @return the method, empty when the application has none or a library's is selected
	 */
	Optional<Selected> select(String owner, String name, String descriptor) {
		return once(this.cache.selected(), new MethodKey(owner, name, descriptor), ClassFiles::search);
	}

	private Optional<Selected> search(MethodKey key) {
		String type = key.owner();
		while (type != null) {
			ClassCode code = find(type).orElse(null);
			MethodNode method = (code != null) ? code.method(key.name(), key.descriptor()) : null;
			if (code != null && method != null) {
				return isApplication(type) ? Optional.of(new Selected(code, method)) : Optional.empty();
			}
			type = (code != null && !(code.isInterface())) ? code.node().superName : null;
		}
		return selectInherited(key.owner(), key.name(), key.descriptor());
	}

	private Optional<Selected> selectInherited(String owner, String name, String descriptor) {
		Selected best = null;
		for (String type : supertypes(owner)) {
			ClassCode code = find(type).orElse(null);
			MethodNode method = (code != null && code.isInterface()) ? code.method(name, descriptor) : null;
			if (code != null && method != null && isBetter(code, method, best)) {
				best = new Selected(code, method);
			}
		}
		return (best != null && isApplication(best.owner().name())) ? Optional.of(best) : Optional.empty();
	}

	private boolean isBetter(ClassCode code, MethodNode method, @Nullable Selected best) {
		if (best == null || supertypes(code.name()).contains(best.owner().name())) {
			return true;
		}
		boolean overridden = supertypes(best.owner().name()).contains(code.name());
		return !overridden && best.isAbstract() && (method.access & Opcodes.ACC_ABSTRACT) == 0;
	}

	/**
	 * A method of the application.
	 *
	 * @param owner the class that declares it
	 * @param method the method
	 */
	record Selected(ClassCode owner, MethodNode method) {

		boolean isAbstract() {
			return (this.method.access & Opcodes.ACC_ABSTRACT) != 0;
		}

		boolean isDynamic() {
			return (this.method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) == 0;
		}

	}

}
