package io.musubito.ai;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Looks through the code that beans reach for clients that are made of a model, past the
 * builder that Spring Boot configures. Reached is what beans and the objects that they
 * make may call.
 */
final class ClientsInCode {

	private final ResourceLoader classFiles;

	private final Predicate<String> application;

	private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

	private final Set<String> visited = new HashSet<>();

	private final Deque<Runnable> open = new ArrayDeque<>();

	private final Set<String> found = new TreeSet<>();

	/**
	 * Creates it.
	 * @param classFiles finds class files
	 * @param application whether a class is one of the application, by name
	 */
	ClientsInCode(ResourceLoader classFiles, Predicate<String> application) {
		this.classFiles = classFiles;
		this.application = application;
	}

	/**
	 * The methods that make such clients and don't give them the advisor.
	 * @param types the classes of beans
	 * @return the methods, {@code com.acme.Writer#client}
	 */
	Set<String> reachedFrom(Collection<Class<?>> types) {
		types.forEach((type) -> visitType(type.getName().replace('.', '/')));
		while (!this.open.isEmpty()) {
			this.open.pop().run();
		}
		return this.found;
	}

	/**
	 * All methods of a class, as whoever holds an object may call any of them.
	 */
	private void visitType(@Nullable String name) {
		if (name == null || !this.visited.add(name)) {
			return;
		}
		find(name).ifPresent((type) -> {
			visitType(type.superName);
			type.interfaces.forEach(this::visitType);
			type.methods.stream()
				.filter((method) -> (method.access & Opcodes.ACC_SYNTHETIC) == 0)
				.forEach((method) -> visitLater(type, method));
		});
	}

	private void visitMethod(String owner, String name, String descriptor) {
		String type = owner;
		while (type != null) {
			ClassNode node = find(type).orElse(null);
			MethodNode method = (node != null) ? ClientCalls.method(node, name, descriptor) : null;
			if (node != null && method != null) {
				visitLater(node, method);
				return;
			}
			type = (node != null) ? node.superName : null;
		}
	}

	private void visitLater(ClassNode type, MethodNode method) {
		if (this.visited.add(type.name + '#' + method.name + method.desc)) {
			this.open.push(() -> visit(type, method));
		}
	}

	private void visit(ClassNode type, MethodNode method) {
		ClientCalls calls = ClientCalls.of(type, method);
		if (calls.makesClientWithoutAdvisor()) {
			String name = method.name.equals("<init>") ? "its constructor"
					: method.name.equals("<clinit>") ? "its static initialiser" : method.name;
			this.found.add(type.name.replace('/', '.') + '#' + name);
		}
		calls.made().forEach(this::visitType);
		calls.called().forEach((call) -> visitMethod(call.owner(), call.name(), call.descriptor()));
	}

	private Optional<ClassNode> find(String name) {
		return this.classes.computeIfAbsent(name, this::read);
	}

	private Optional<ClassNode> read(String name) {
		if (!this.application.test(name.replace('/', '.'))) {
			return Optional.empty();
		}
		try (InputStream stream = this.classFiles.getResource("classpath:" + name + ClassUtils.CLASS_FILE_SUFFIX)
			.getInputStream()) {
			ClassNode node = new ClassNode();
			new ClassReader(stream).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return Optional.of(node);
		}
		catch (IOException | RuntimeException ex) {
			// Only a hint is missing then
			return Optional.empty();
		}
	}

}
