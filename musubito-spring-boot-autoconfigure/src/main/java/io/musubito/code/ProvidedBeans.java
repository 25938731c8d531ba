package io.musubito.code;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the types of beans that a class asks the container for when it needs them:
 * {@code ObjectProvider<Rule>}, {@code @Lookup}.
 */
final class ProvidedBeans {

	private static final String LOOKUP = "Lorg/springframework/beans/factory/annotation/Lookup;";

	private ProvidedBeans() {
	}

	/**
	 * Tells the names of the types, as in class files.
	 * @param code a class
	 * @param named is told each of them, and names of beans with their prefix
	 */
	static void find(ClassCode code, Consumer<String> named) {
		code.node().fields.forEach((field) -> ProvidedTypes.find(field.signature, named));
		for (MethodNode method : code.methods()) {
			ProvidedTypes.find(method.signature, named);
			AnnotationNode lookup = lookup(method);
			if (lookup != null) {
				named.accept(Type.getReturnType(method.desc).getInternalName());
				if (lookup.values != null && lookup.values.size() > 1) {
					named.accept(CodeDependencies.BEAN_NAME + lookup.values.get(1));
				}
			}
		}
	}

	private static @Nullable AnnotationNode lookup(MethodNode method) {
		Collection<AnnotationNode> annotations = (method.visibleAnnotations != null) ? method.visibleAnnotations
				: List.of();
		return annotations.stream().filter((annotation) -> annotation.desc.equals(LOOKUP)).findFirst().orElse(null);
	}

}
