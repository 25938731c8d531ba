package io.musubito.code;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells which methods libraries call without being told by the code: those with certain
 * annotations, properties of data, and what classes of the application inherit from
 * libraries.
 */
final class FrameworkCalls {

	private static final Pattern CALLED = Pattern
		.compile("(jakarta\\.annotation\\.PostConstruct$|jakarta\\.inject\\.|org\\.springframework\\.beans\\.factory\\."
				+ "annotation\\.|org\\.springframework\\.ai\\.|com\\.fasterxml\\.jackson\\.annotation\\.).*");

	/** The container calls methods with these when it sets a bean up. */
	private static final Pattern PREPARING = Pattern.compile(
			"L(jakarta/annotation/PostConstruct" + "|jakarta/inject/.*|org/springframework/beans/factory/annotation/.*"
					+ "|com/fasterxml/jackson/annotation/JsonCreator);");

	/** The container calls beans through these when it sets them up. */
	private static final Pattern CONTAINER = Pattern.compile("org/springframework/(beans/factory/([A-Za-z]*Aware"
			+ "|InitializingBean|DisposableBean|FactoryBean|SmartFactoryBean|SmartInitializingSingleton|BeanRegistrar"
			+ "|config/.*|support/.*)|context/([A-Za-z]*Aware|annotation/.*)|core/Ordered|boot/context/properties/.*)");

	/** The application is called through these when it starts, not when a step runs. */
	private static final Pattern STARTED = Pattern.compile(
			"org/springframework/(boot/(CommandLine|Application)Runner|context/(ApplicationListener|event/.*|.*Lifecycle))");

	private FrameworkCalls() {
	}

	/**
	 * Whether an annotation makes a method one that is called: to set a bean up, as a
	 * tool of a model, to read or write JSON.
	 */
	static boolean isAnnotated(MethodNode method) {
		return method.visibleAnnotations != null && method.visibleAnnotations.stream()
			.anyMatch((annotation) -> CALLED.matcher(Type.getType(annotation.desc).getClassName()).matches());
	}

	/**
	 * Whether an annotated method is called to set a bean up, and not for what it does.
	 */
	static boolean isPreparing(MethodNode method) {
		return method.name.startsWith("<") || (method.visibleAnnotations != null && method.visibleAnnotations.stream()
			.anyMatch((annotation) -> PREPARING.matcher(annotation.desc).matches()));
	}

	/**
	 * Whether a class has methods that a model may call.
	 */
	static boolean hasTools(ClassCode code) {
		return code.methods().stream().anyMatch(FrameworkCalls::isTool);
	}

	/**
	 * Whether a model may call a method.
	 */
	static boolean isTool(MethodNode method) {
		return method.visibleAnnotations != null && method.visibleAnnotations.stream()
			.anyMatch((annotation) -> annotation.desc.contains("/ai/") && annotation.desc.contains("Tool"));
	}

	/**
	 * Whether the names of the parameters of a method say something: those of tools to a
	 * model, those of methods that are injected to the container.
	 */
	static boolean namesParameters(MethodNode method) {
		return isTool(method) || (method.visibleAnnotations != null && method.visibleAnnotations.stream()
			.anyMatch((annotation) -> annotation.desc.equals("Lorg/springframework/context/annotation/Bean;")
					|| PREPARING.matcher(annotation.desc).matches()));
	}

	/**
	 * The methods of a class that an annotation of one of its methods names: what runs
	 * when the method fails.
	 */
	static List<MethodNode> named(ClassCode owner, MethodNode method) {
		if (method.visibleAnnotations == null) {
			return List.of();
		}
		Set<Object> values = new HashSet<>();
		method.visibleAnnotations.stream().filter((annotation) -> annotation.values != null).forEach((annotation) -> {
			for (int i = 1; i < annotation.values.size(); i += 2) {
				values.add(annotation.values.get(i));
			}
		});
		return owner.methods()
			.stream()
			.filter((other) -> (values.contains(other.name) && !other.name.equals("value"))
					|| (isRecovery(other) && !isRecovery(method)))
			.toList();
	}

	private static boolean isRecovery(MethodNode method) {
		return method.visibleAnnotations != null && method.visibleAnnotations.stream()
			.anyMatch((annotation) -> annotation.desc.equals("Lorg/springframework/retry/annotation/Recover;"));
	}

	/**
	 * Whether the container calls what a class of a library declares, to set beans up.
	 */
	static boolean isOfContainer(String library) {
		return CONTAINER.matcher(library).matches();
	}

	/**
	 * Whether a method makes what the application is called through when it starts, and
	 * not when a step runs.
	 */
	static boolean makesRunner(MethodNode method) {
		return STARTED.matcher(Type.getReturnType(method.desc).getInternalName()).matches();
	}

	static boolean isAnnotated(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> CALLED.matcher(annotation.annotationType().getName()).matches());
	}

	/**
	 * Whether a method is asked for a property of an object that is encoded, decoded or
	 * shown.
	 */
	static boolean isProperty(ClassCode owner, MethodNode method) {
		boolean getter = (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == 0
				&& (method.access & Opcodes.ACC_PUBLIC) != 0 && method.desc.startsWith("()")
				&& !method.desc.endsWith("V");
		if (owner.isRecord()) {
			return getter && owner.node().recordComponents.stream()
				.anyMatch((component) -> component.name.equals(method.name));
		}
		return getter && (method.name.startsWith("get") || method.name.startsWith("is"));
	}

	/**
	 * The methods of a library's class that it may call on objects of the application.
	 */
	static List<MethodNode> callbacks(ClassCode library) {
		if (STARTED.matcher(library.name()).matches()) {
			return List.of();
		}
		return library.methods()
			.stream()
			.filter((method) -> (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) == 0
					&& !method.name.startsWith("<"))
			.toList();
	}

}
