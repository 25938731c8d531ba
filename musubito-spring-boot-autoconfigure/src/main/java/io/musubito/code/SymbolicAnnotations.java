package io.musubito.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/**
 * Writes the annotations that exist at run time: the description of a record component
 * goes into the prompt, that of a tool is shown to the model. Those of this starter are
 * left out, because each of their attributes has its own place in the identity.
 */
final class SymbolicAnnotations {

	private static final Pattern IRRELEVANT = Pattern.compile("L(java/lang/|io/musubito/|kotlin/).*");

	private static final Pattern NULLNESS = Pattern.compile(".*/(Nullable|NonNull|Nonnull|NullMarked|NullUnmarked);");

	private SymbolicAnnotations() {
	}

	/**
	 * Whether annotations say something.
	 */
	static boolean areRelevant(@Nullable List<AnnotationNode> annotations) {
		return !relevant(annotations, false).isEmpty();
	}

	/**
	 * The annotations of a class and its fields, as in class files.
	 */
	static Set<String> types(ClassCode code) {
		return Stream
			.concat(Stream.of(code.node()).map((node) -> node.visibleAnnotations),
					code.node().fields.stream().map((field) -> field.visibleAnnotations))
			.flatMap((annotations) -> relevant(annotations, false).stream())
			.map((annotation) -> Type.getType(annotation.desc).getInternalName())
			.collect(Collectors.toSet());
	}

	/**
	 * Writes the annotations of a class, a field or a record component.
	 */
	static void write(SymbolicForm form, @Nullable List<AnnotationNode> annotations,
			@Nullable List<TypeAnnotationNode> typeAnnotations) {
		list(form, relevant(annotations, true));
		list(form, relevant(typeAnnotations, true));
	}

	/**
	 * Writes the annotations of a method and its parameters. Whether something may be
	 * {@code null} counts only for methods that have other annotations: it becomes part
	 * of what a model is told about a tool, and says nothing to other callers.
	 */
	static void write(SymbolicForm form, MethodNode method) {
		boolean nullness = !relevant(method.visibleAnnotations, false).isEmpty();
		list(form, relevant(method.visibleAnnotations, nullness));
		list(form, relevant(method.visibleTypeAnnotations, nullness));
		if (method.visibleParameterAnnotations != null) {
			for (List<AnnotationNode> parameter : method.visibleParameterAnnotations) {
				list(form, relevant(parameter, nullness));
			}
		}
		if (method.annotationDefault != null) {
			value(form, method.annotationDefault);
		}
	}

	private static <A extends AnnotationNode> List<A> relevant(@Nullable List<A> annotations, boolean nullness) {
		if (annotations == null) {
			return List.of();
		}
		return annotations.stream()
			.filter((annotation) -> !IRRELEVANT.matcher(annotation.desc).matches())
			.filter((annotation) -> nullness || !NULLNESS.matcher(annotation.desc).matches())
			.toList();
	}

	private static void list(SymbolicForm form, List<? extends AnnotationNode> annotations) {
		form.number(annotations.size());
		if (annotations.isEmpty()) {
			return;
		}
		annotations.stream()
			.sorted(Comparator.comparing((annotation) -> annotation.desc))
			.forEach((annotation) -> annotation(form, annotation));
	}

	private static void annotation(SymbolicForm form, AnnotationNode annotation) {
		form.descriptor(annotation.desc);
		form.mention(Type.getType(annotation.desc));
		if (annotation instanceof TypeAnnotationNode type) {
			form.number(type.typeRef);
			form.text(String.valueOf(type.typePath));
		}
		List<Attribute> attributes = attributes(annotation);
		form.number(attributes.size());
		attributes.forEach((attribute) -> {
			form.text(attribute.name());
			value(form, attribute.value());
		});
	}

	private static List<Attribute> attributes(AnnotationNode annotation) {
		List<Attribute> attributes = new ArrayList<>();
		for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
			attributes.add(new Attribute((String) annotation.values.get(i), annotation.values.get(i + 1)));
		}
		attributes.sort(Comparator.comparing(Attribute::name));
		return attributes;
	}

	/**
	 * Writes the value of an attribute.
	 */
	static void value(SymbolicForm form, Object value) {
		if (value instanceof AnnotationNode annotation) {
			annotation(form, annotation);
		}
		else if (value instanceof List<?> values) {
			form.number(values.size());
			values.forEach((element) -> value(form, element));
		}
		else if (value instanceof String[] constant) {
			Stream.of(constant).forEach(form::text);
		}
		else {
			form.constant(value);
			if (value instanceof Type type) {
				form.reflect(type);
			}
		}
	}

	private record Attribute(String name, Object value) {

	}

}
