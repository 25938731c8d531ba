package io.musubito.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells the methods around which security acts: by who calls it decides whether they run,
 * or what of their result is left.
 */
final class SecuredMethods {

	private static final Pattern SECURITY = Pattern
		.compile("L(org/springframework/security/access/.*|jakarta/annotation/security/(RolesAllowed|DenyAll));");

	private SecuredMethods() {
	}

	/**
	 * Whether a method says so itself.
	 */
	static boolean isSecured(MethodNode method, ClassFiles files) {
		return isSecured(method.visibleAnnotations, files, new HashSet<>());
	}

	/**
	 * Whether a class says so for all of its methods.
	 */
	static boolean isSecured(ClassCode owner, ClassFiles files) {
		return isSecured(owner.node().visibleAnnotations, files, new HashSet<>());
	}

	private static boolean isSecured(@Nullable List<AnnotationNode> annotations, ClassFiles files, Set<String> seen) {
		for (AnnotationNode annotation : (annotations != null) ? annotations : new ArrayList<AnnotationNode>()) {
			if (SECURITY.matcher(annotation.desc).matches()) {
				return true;
			}
			String name = Type.getType(annotation.desc).getInternalName();
			if (files.isApplication(name) && seen.add(name)
					&& isSecured(files.get(name).node().visibleAnnotations, files, seen)) {
				return true;
			}
		}
		return false;
	}

}
