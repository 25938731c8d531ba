package io.musubito.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.musubito.differential.Edit.Replacement;
import io.musubito.differential.SourceCompiler.Parsed;

/**
 * Changes that leave an application what it is.
 */
final class NeutralEdits extends TreeEdits {

	/** Classes that libraries look into, and those of arguments: all of them counts. */
	private static final Set<String> LOOKED_INTO = Set.of("Facts", "Card", "OrderTools", "PriceTools", "Seen", "Ticket",
			"Customer", "Scoring", "ByLength", "ByWord", "Fixed", "Priority", "Verdict", "Accept", "Reject", "Ask",
			"DeskProperties", "Limits", "TeamProperties", "Calls", "Discount");

	NeutralEdits(Parsed parsed) {
		super(parsed);
	}

	@Override
	public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
		int start = content().indexOf("package ");
		add(Edit.neutral("comment", file(), start, start, "/* A\n * licence.\n */\n\n"));
		int body = content().indexOf("\n", start) + 1;
		add(Edit.neutral("import", file(), body, body, "\nimport java.util.concurrent.TimeUnit;\n"));
		if (!content().contains("\"\"\"")) {
			add(Edit.neutral("indentation", file(), 0, content().length(), content().replace("\t", "  ")));
			add(Edit.neutral("line ends", file(), 0, content().length(), content().replace("\n", "\r\n")));
			add(Edit.neutral("blank lines", file(), 0, content().length(),
					content().replace(";\n", ";\n\n").replace("{\n", "{\n\n\n")));
		}
		return super.visitCompilationUnit(unit, nothing);
	}

	@Override
	public Void visitClass(ClassTree type, Void nothing) {
		for (Tree member : type.getMembers()) {
			if (isWritten(member)) {
				add(Edit.neutral("comment", file(), start(member), start(member), "/** A note. */\n\t"));
			}
		}
		String name = type.getSimpleName().toString();
		if (type.getKind() == Kind.CLASS && !name.isEmpty() && !LOOKED_INTO.contains(name)) {
			unrelated(type);
		}
		if (!LOOKED_INTO.contains(name) || type.getKind() != Kind.RECORD) {
			reorder(type);
		}
		return super.visitClass(type, nothing);
	}

	private void unrelated(ClassTree type) {
		long end = end(type) - 1;
		add(Edit.neutral("unrelated method", file(), end, end,
				"\n\tprivate String unrelated(int x) {\n\t\treturn \"u\" + x;\n\t}\n"));
		add(Edit.neutral("unrelated method", file(), end, end,
				"\n\tpublic static java.util.List<String> unrelated() {\n\t\treturn java.util.stream.Stream.of(1, 2)"
						+ ".map((x) -> \"u\" + x).toList();\n\t}\n"));
		add(Edit.neutral("unrelated nested class", file(), end, end,
				"\n\tstatic class Unrelated {\n\t\tint x = 1;\n\t}\n"));
		add(Edit.neutral("unrelated constant", file(), end, end, "\n\tprivate static final int UNRELATED = 42;\n"));
		add(Edit.neutral("unrelated field", file(), end, end, "\n\tprivate int unrelated;\n"));
	}

	/**
	 * Exchanges neighbours. The order of bean methods is that of the beans.
	 */
	private void reorder(ClassTree type) {
		List<Tree> methods = new ArrayList<>();
		for (Tree member : type.getMembers()) {
			if (member instanceof MethodTree && isWritten(member) && !isAnnotated(member, "Bean")) {
				methods.add(member);
			}
		}
		for (int i = 0; i + 1 < methods.size(); i++) {
			Tree first = methods.get(i);
			Tree second = methods.get(i + 1);
			add(Edit.neutral("methods reordered", file(), start(first), end(second),
					text(second) + content().substring((int) end(first), (int) start(second)) + text(first)));
		}
	}

	@Override
	public Void visitMethod(MethodTree method, Void nothing) {
		boolean isPrivate = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
		if (isPrivate && method.getReturnType() != null && !LOOKED_INTO.contains(fileName())) {
			renameMethod(method);
		}
		if (isPrivate && method.getReturnType() != null) {
			method.getParameters().forEach((parameter) -> rename("private parameter renamed", parameter, method));
		}
		return super.visitMethod(method, nothing);
	}

	private void renameMethod(MethodTree method) {
		String name = method.getName().toString();
		Set<Replacement> uses = new HashSet<>();
		int from = content().indexOf(name + "(");
		while (from >= 0) {
			uses.add(new Replacement(file(), from, from + name.length(), name + "Renamed"));
			from = content().indexOf(name + "(", from + 1);
		}
		add(new Edit("private method renamed", false, List.copyOf(uses)));
	}

	@Override
	public Void visitVariable(VariableTree variable, Void nothing) {
		Tree parent = getCurrentPath().getParentPath().getLeaf();
		MethodTree method = enclosing(MethodTree.class);
		if (parent instanceof LambdaExpressionTree lambda) {
			rename("lambda parameter renamed", variable, lambda);
		}
		else if (method != null && !(parent instanceof MethodTree) && !(parent instanceof ClassTree)) {
			rename("local variable renamed", variable, method);
			if (variable.getInitializer() != null && isWritten(variable)) {
				add(Edit.neutral("final", file(), start(variable), start(variable), "final "));
			}
		}
		return super.visitVariable(variable, nothing);
	}

	private void rename(String kind, VariableTree variable, Tree scope) {
		String name = variable.getName().toString();
		List<Replacement> uses = new ArrayList<>();
		new TreeScanner<Void, Void>() {

			@Override
			public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
				if (identifier.getName().contentEquals(name)) {
					uses.add(use(start(identifier)));
				}
				return super.visitIdentifier(identifier, nothing);
			}

			private Replacement use(long start) {
				return new Replacement(file(), (int) start, (int) start + name.length(), name + "2");
			}

			@Override
			public Void visitVariable(VariableTree declared, Void nothing) {
				if (declared == variable) {
					int from = Math.max(0, (declared.getType() != null && isWritten(declared.getType()))
							? (int) end(declared.getType()) : (int) start(declared));
					uses.add(use(content().indexOf(name, from)));
				}
				return super.visitVariable(declared, nothing);
			}

		}.scan(scope, null);
		add(new Edit(kind, true, uses));
	}

	@Override
	public Void visitReturn(ReturnTree tree, Void nothing) {
		if (tree.getExpression() != null) {
			neutral("parentheses", tree.getExpression(), "(" + text(tree.getExpression()) + ")");
			add(Edit.neutral("comment", file(), start(tree), start(tree), "// why\n\t\t"));
		}
		return super.visitReturn(tree, nothing);
	}

	@Override
	public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
		if (getCurrentPath().getParentPath().getLeaf() instanceof com.sun.source.tree.BlockTree) {
			add(Edit.neutral("comment", file(), end(statement), end(statement), " // so"));
		}
		return super.visitExpressionStatement(statement, nothing);
	}

	@Override
	public Void visitLiteral(LiteralTree literal, Void nothing) {
		String text = text(literal);
		boolean plain = literal.getKind() == Kind.STRING_LITERAL && !text.startsWith("\"\"\"") && !text.contains("\\");
		if (plain && text.length() > 5) {
			MethodInvocationTree call = enclosing(MethodInvocationTree.class);
			boolean receiver = call != null && call.getMethodSelect().toString().startsWith(text);
			String split = text.substring(0, 3) + "\" + \"" + text.substring(3);
			neutral("literal in two parts", literal, receiver ? "(" + split + ")" : split);
		}
		return super.visitLiteral(literal, nothing);
	}

}
