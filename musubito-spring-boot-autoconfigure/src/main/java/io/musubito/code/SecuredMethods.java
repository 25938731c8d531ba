package io.musubito.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.musubito.code.ClassFiles.Selected;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

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
	 * Whether security acts around a method.
	 * @param selected the method
	 * @param ofStep whether it is one of the class of the step, for which security that
	 * the class declares acts around the step already
	 */
	static boolean has(Selected selected, boolean ofStep, ClassFiles files) {
		return isSecured(selected.method().visibleAnnotations, files, new HashSet<>())
				|| (!ofStep && isSecured(selected.owner().node().visibleAnnotations, files, new HashSet<>()));
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
