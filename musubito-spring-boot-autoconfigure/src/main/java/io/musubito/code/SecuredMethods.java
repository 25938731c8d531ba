package io.musubito.code;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.musubito.code.ClassFiles.Selected;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells the methods around which security acts: by who calls it decides whether they run,
 * or what of their result is left. An expression in another annotation, a query for
 * example, may ask who calls as well.
 */
final class SecuredMethods {

	private static final Pattern SECURITY = Pattern
		.compile("L(org/springframework/security/(access|authorization/method)/.*"
				+ "|jakarta/annotation/security/(RolesAllowed|DenyAll));");

	/** Whose annotations are not composed of those of security. */
	private static final Pattern FOREIGN = Pattern.compile("(java|jakarta|kotlin|org/springframework)/.*");

	private static final Pattern ASKING = Pattern
		.compile("(?s).*(#\\{.*\\b(principal|authentication|has(Any)?(Role|Authority)|hasPermission"
				+ "|is(Authenticated|Anonymous|FullyAuthenticated|RememberMe))\\b|SecurityContextHolder).*");

	/** Security acts in proxies, which these methods are not called through. */
	private static final int NOT_PROXIED = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

	private SecuredMethods() {
	}

	/**
	 * Whether security acts around a method. Annotations of what it overrides count, and
	 * those of all classes and interfaces of its class.
	 * @param selected the method
	 * @param ofStep whether it is one of the class of the step, for which security that
	 * the class declares acts around the step already
	 */
	static boolean has(Selected selected, boolean ofStep, ClassFiles files) {
		if (selected.method().name.startsWith("<") || (selected.method().access & NOT_PROXIED) != 0) {
			return false;
		}
		for (String type : files.supertypes(selected.owner().name())) {
			if (files.isApplication(type)) {
				ClassCode code = files.get(type);
				if ((!ofStep && isSecured(code.node().visibleAnnotations, files, new HashSet<>())) || code.methods()
					.stream()
					.anyMatch((method) -> isSame(method, selected.method())
							&& isSecured(method.visibleAnnotations, files, new HashSet<>()))) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether a method is the other one, or may be overridden by it: with generics its
	 * parameters have other types.
	 */
	private static boolean isSame(MethodNode method, MethodNode other) {
		return method == other || (method.name.equals(other.name)
				&& Type.getArgumentCount(method.desc) == Type.getArgumentCount(other.desc));
	}

	private static boolean isSecured(@Nullable List<AnnotationNode> annotations, ClassFiles files, Set<String> seen) {
		if (annotations == null) {
			return false;
		}
		for (AnnotationNode annotation : annotations) {
			String name = Type.getType(annotation.desc).getInternalName();
			if (SECURITY.matcher(annotation.desc).matches() || asks(annotation)
					|| (!FOREIGN.matcher(name).matches() && seen.add(name)
							&& files.find(name)
								.filter((code) -> isSecured(code.node().visibleAnnotations, files, seen))
								.isPresent())) {
				return true;
			}
		}
		return false;
	}

	private static boolean asks(@Nullable Object value) {
		if (value instanceof String text) {
			return ASKING.matcher(text).matches();
		}
		if (value instanceof AnnotationNode annotation) {
			return annotation.values != null && asks(annotation.values);
		}
		return value instanceof Collection<?> values && values.stream().anyMatch(SecuredMethods::asks);
	}

}
