package io.musubito.identity;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.musubito.identity.References.Call;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The class files that a class loader finds, each parsed once. Of libraries only the
 * declarations are read. Safe for use by many threads.
 */
final class ClassFiles {

	private final @Nullable ClassLoader loader;

	private final Predicate<String> application;

	private final Map<String, Optional<ClassCode>> classes = new ConcurrentHashMap<>();

	private final Map<String, Boolean> applicationNames = new ConcurrentHashMap<>();

	private final Map<MethodKey, Optional<Selected>> selected = new ConcurrentHashMap<>();

	private final Map<String, Set<String>> supertypes = new ConcurrentHashMap<>();

	private final Map<Call, Call> libraryCalls = new ConcurrentHashMap<>();

	private final Map<String, EntryPoints> entryPoints = new ConcurrentHashMap<>();

	/**
	 * Creates the class files.
	 * @param loader finds them; {@code null} is the system's
	 * @param application tells the classes of the application by their class names
	 */
	ClassFiles(@Nullable ClassLoader loader, Predicate<String> application) {
		this.loader = loader;
		this.application = application;
	}

	boolean isApplication(String name) {
		Boolean known = this.applicationNames.get(name);
		return (known != null) ? known : this.applicationNames.computeIfAbsent(name,
				(key) -> !key.startsWith("[") && this.application.test(Type.getObjectType(key).getClassName()));
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
		Optional<ClassCode> known = this.classes.get(name);
		return (known != null) ? known : this.classes.computeIfAbsent(name, this::read);
	}

	/**
	 * A class and all that it extends or implements.
	 */
	Set<String> supertypes(String name) {
		Set<String> known = this.supertypes.get(name);
		if (known != null) {
			return known;
		}
		Set<String> all = new LinkedHashSet<>();
		all.add(name);
		ClassCode code = (isApplication(name)) ? get(name) : find(name).orElse(null);
		if (code != null) {
			for (String parent : code.parents()) {
				all.addAll(supertypes(parent));
			}
		}
		this.supertypes.put(name, all);
		return all;
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
		Call known = this.libraryCalls.get(call);
		if (known == null) {
			known = new Call(library(call), call.name(), call.descriptor(), call.dynamic());
			this.libraryCalls.put(call, known);
		}
		return known;
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
		EntryPoints known = this.entryPoints.get(name);
		if (known == null) {
			known = EntryPoints.of(this, name);
			this.entryPoints.put(name, known);
		}
		return known;
	}

	/**
	 * The method that runs when a method is called on a class, as the JVM selects it
	 * (JVMS 5.4.3.3): superclasses first, then the most specific interface.
	 * @return the method, empty when the application has none or a library's is selected
	 */
	Optional<Selected> select(String owner, String name, String descriptor) {
		MethodKey key = new MethodKey(owner, name, descriptor);
		Optional<Selected> known = this.selected.get(key);
		if (known == null) {
			known = search(owner, name, descriptor);
			this.selected.put(key, known);
		}
		return known;
	}

	private Optional<Selected> search(String owner, String name, String descriptor) {
		String type = owner;
		while (type != null) {
			ClassCode code = find(type).orElse(null);
			MethodNode method = (code != null) ? code.method(name, descriptor) : null;
			if (code != null && method != null) {
				return isApplication(type) ? Optional.of(new Selected(code, method)) : Optional.empty();
			}
			type = (code != null && !(code.isInterface())) ? code.node().superName : null;
		}
		return selectInherited(owner, name, descriptor);
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

	private Optional<ClassCode> read(String name) {
		try (InputStream stream = open(name + ".class")) {
			if (stream == null) {
				return Optional.empty();
			}
			ClassNode node = new ClassNode();
			int code = (isApplication(name)) ? 0 : ClassReader.SKIP_CODE;
			new ClassReader(stream.readAllBytes()).accept(node,
					code | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return Optional.of(new ClassCode(node));
		}
		catch (IOException | RuntimeException ex) {
			throw new UnreadableClassException(Type.getObjectType(name).getClassName(), String.valueOf(ex), ex);
		}
	}

	private @Nullable InputStream open(String path) {
		return (this.loader != null) ? this.loader.getResourceAsStream(path)
				: ClassLoader.getSystemResourceAsStream(path);
	}

	private record MethodKey(String owner, String name, String descriptor) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof MethodKey key && this.name.equals(key.name) && this.owner.equals(key.owner)
					&& this.descriptor.equals(key.descriptor);
		}

		@Override
		public int hashCode() {
			return 31 * (31 * this.owner.hashCode() + this.name.hashCode()) + this.descriptor.hashCode();
		}

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
