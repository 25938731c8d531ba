package io.musubito.differential;

import java.util.List;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import io.musubito.differential.SourceCompiler.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Changes literals. What kind of change that is depends on where they are.
 */
final class LiteralEdits extends TreeEdits {

	private static final List<List<String>> NAMES = List.of(List.of("casual", "formal", "brief"),
			List.of("chatModel", "largeModel"), List.of("chatClient", "toolClient"), List.of("careful", "generous"),
			List.of("day", "night"));

	LiteralEdits(Parsed parsed) {
		super(parsed);
	}

	@Override
	public Void visitLiteral(LiteralTree literal, Void nothing) {
		String place = place();
		String changed = changed(literal, place);
		if (place != null && changed != null) {
			semantic("literal " + place, literal, changed);
			if (!place.contains("@Component")) {
				others(literal).forEach((name) -> semantic("name " + place, literal, '"' + name + '"'));
			}
		}
		return super.visitLiteral(literal, nothing);
	}

	private static List<String> others(LiteralTree literal) {
		return NAMES.stream()
			.filter((names) -> names.contains(literal.getValue()))
			.flatMap(List::stream)
			.filter((name) -> !name.equals(literal.getValue()))
			.toList();
	}

	private @Nullable String changed(LiteralTree literal, @Nullable String place) {
		String text = text(literal);
		return switch (literal.getKind()) {
			case STRING_LITERAL -> changedString(text, place);
			case INT_LITERAL -> String.valueOf((int) literal.getValue() + 1);
			case LONG_LITERAL -> ((long) literal.getValue() + 1) + "L";
			case DOUBLE_LITERAL -> String.valueOf((double) literal.getValue() + 0.25);
			case BOOLEAN_LITERAL -> String.valueOf(!(boolean) literal.getValue());
			case CHAR_LITERAL -> "'" + (char) ((char) literal.getValue() + 1) + "'";
			default -> null;
		};
	}

	private static @Nullable String changedString(String text, @Nullable String place) {
		if (text.startsWith("\"\"\"")) {
			return text.replaceFirst("(\\w+)\\.", "$1 twice.");
		}
		if (text.contains("${")) {
			return text.contains(":") ? text.replaceFirst(":([^}]*)}", ":other $1}")
					: text.replaceFirst("}", ":a default}");
		}
		if (text.startsWith("\"{")) {
			return text.replaceFirst("\\\\\"([A-Z])\\\\\"", "\\\\\"$1x\\\\\"").replace("1.50", "1.75");
		}
		boolean name = text.contains(".st") || text.contains("desk.");
		return text.substring(0, text.length() - 1) + ((name) ? "x\"" : " x\"");
	}

	private @Nullable String place() {
		TreePath path = getCurrentPath();
		for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
			Tree tree = at.getLeaf();
			if (tree instanceof AnnotationTree annotation) {
				return attribute(annotation, path);
			}
			if (fileName().equals("Calls") && tree instanceof MethodInvocationTree call && isQuestion(call, path)) {
				return null;
			}
			if (tree instanceof MethodTree || tree instanceof ClassTree) {
				break;
			}
		}
		return fileName().equals("Calls") ? "that is an input" : placeInCode(path);
	}

	private static @Nullable String attribute(AnnotationTree annotation, TreePath path) {
		String name = annotation.getAnnotationType().toString().replaceAll(".*\\.", "");
		String attribute = "value";
		for (ExpressionTree argument : annotation.getArguments()) {
			if (argument instanceof AssignmentTree assignment && contains(assignment, path)) {
				attribute = assignment.getVariable().toString();
			}
		}
		boolean declared = attribute.equals("key") || attribute.equals("properties") || attribute.equals("resources");
		return declared ? null : "of @" + name + "(" + attribute + ")";
	}

	private static boolean isQuestion(MethodInvocationTree call, TreePath path) {
		return call.getMethodSelect().toString().equals("answers.of") && call.getArguments().get(0) == path.getLeaf();
	}

	private static boolean contains(Tree tree, TreePath path) {
		for (Tree at : path) {
			if (at == tree) {
				return true;
			}
		}
		return false;
	}

	private String placeInCode(TreePath path) {
		for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
			Tree tree = at.getLeaf();
			Tree parent = (at.getParentPath() != null) ? at.getParentPath().getLeaf() : tree;
			if (tree instanceof ThrowTree) {
				return "of an exception";
			}
			if (tree instanceof CatchTree) {
				return "in a catch block";
			}
			if (tree instanceof LambdaExpressionTree) {
				return "in a lambda";
			}
			if (tree instanceof CaseTree) {
				return "in a switch";
			}
			if (tree instanceof BlockTree block && block.isStatic()) {
				return "in a static initialiser";
			}
			if (tree instanceof VariableTree field && parent instanceof ClassTree type) {
				return ofField(field, type);
			}
			if (tree instanceof MethodTree method && parent instanceof ClassTree type) {
				return inMethod(method, type);
			}
		}
		return "elsewhere";
	}

	private static String ofField(VariableTree field, ClassTree type) {
		boolean constant = type.getKind() == Kind.INTERFACE || field.getModifiers().getFlags().contains(Modifier.FINAL);
		if (type.getKind() == Kind.ENUM && !constant) {
			return "of an enum constant";
		}
		boolean isStatic = type.getKind() == Kind.INTERFACE
				|| field.getModifiers().getFlags().contains(Modifier.STATIC);
		return (isStatic) ? "of a constant" : "of a field";
	}

	private static String inMethod(MethodTree method, ClassTree type) {
		if (isAnnotated(method, "Bean")) {
			return "in a bean method";
		}
		if (isAnnotated(method, "Tool")) {
			return "in a tool";
		}
		if (isAnnotated(method, "MusubitoStep")) {
			return "in a step";
		}
		if (method.getReturnType() == null) {
			return "in a constructor";
		}
		if (method.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
			return "in a default method";
		}
		if (type.getSimpleName().length() == 0) {
			return "in an anonymous class";
		}
		if (type.getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
			return "in a superclass";
		}
		String owner = type.getKind().toString().toLowerCase(java.util.Locale.ROOT);
		return "in a " + (method.getModifiers().getFlags().contains(Modifier.STATIC) ? "static " : "") + "method of "
				+ owner;
	}

}
