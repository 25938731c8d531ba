package io.musubito.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.musubito.differential.SourceCompiler.Parsed;

/**
 * Changes what code does: operators, conditions, calls, statements.
 */
final class CodeEdits extends TreeEdits {

	private static final Map<String, String> ARITHMETIC = Map.of("+", "-", "-", "+", "*", "/", "/", "*");

	private static final Map<String, String> COMPARISON = Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">", "==", "!=",
			"!=", "==");

	private static final Map<String, String> LOGIC = Map.of("&&", "||", "||", "&&");

	private static final Map<String, String> METHODS = new LinkedHashMap<>(Map.of("toLowerCase", "toUpperCase",
			"startsWith", "endsWith", "endsWith", "startsWith", "strip", "toString", "trim", "toString", "containsKey",
			"containsValue", "getName", "getMotto", "toHours", "toMinutes"));

	CodeEdits(Parsed parsed) {
		super(parsed);
	}

	private boolean isCalls() {
		return fileName().equals("Calls");
	}

	@Override
	public Void visitBinary(BinaryTree binary, Void nothing) {
		String between = content().substring((int) end(binary.getLeftOperand()), (int) start(binary.getRightOperand()));
		String operator = between.strip();
		replaceOperator("arithmetic", binary, between, ARITHMETIC.get(operator));
		replaceOperator("comparison", binary, between, COMPARISON.get(operator));
		replaceOperator("logic", binary, between, LOGIC.get(operator));
		String left = text(binary.getLeftOperand());
		String right = text(binary.getRightOperand());
		semantic("operands swapped", binary, right + between + left);
		semantic("operand dropped", binary, left);
		return super.visitBinary(binary, nothing);
	}

	private void replaceOperator(String kind, BinaryTree binary, String between, String replacement) {
		if (replacement != null) {
			add(Edit.semantic(kind, file(), end(binary.getLeftOperand()), start(binary.getRightOperand()),
					between.replace(between.strip(), replacement)));
		}
	}

	@Override
	public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void nothing) {
		semantic("compound assignment", assignment, text(assignment).replaceFirst("\\+=", "-="));
		return super.visitCompoundAssignment(assignment, nothing);
	}

	@Override
	public Void visitIf(IfTree tree, Void nothing) {
		semantic("condition negated", tree.getCondition(), "(!" + text(tree.getCondition()) + ")");
		return super.visitIf(tree, nothing);
	}

	@Override
	public Void visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
		if (!isCalls()) {
			semantic("branches swapped", tree, "(" + text(tree.getCondition()) + ") ? "
					+ text(tree.getFalseExpression()) + " : " + text(tree.getTrueExpression()));
		}
		return super.visitConditionalExpression(tree, nothing);
	}

	@Override
	public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
		boolean question = call.getMethodSelect().toString().equals("answers.of");
		if (!question) {
			swapArguments(call.getArguments(), isCalls() ? "inputs swapped" : "arguments swapped");
		}
		if (call.getMethodSelect() instanceof MemberSelectTree select) {
			String other = METHODS.get(select.getIdentifier().toString());
			if (other != null) {
				add(Edit.semantic("another method", file(), end(select) - select.getIdentifier().length(), end(select),
						other));
			}
		}
		return super.visitMethodInvocation(call, nothing);
	}

	@Override
	public Void visitNewClass(NewClassTree creation, Void nothing) {
		swapArguments(creation.getArguments(), isCalls() ? "inputs swapped" : "arguments swapped");
		return super.visitNewClass(creation, nothing);
	}

	private void swapArguments(List<? extends ExpressionTree> arguments, String kind) {
		for (int i = 0; i + 1 < arguments.size(); i++) {
			Tree first = arguments.get(i);
			Tree second = arguments.get(i + 1);
			String between = content().substring((int) end(first), (int) start(second));
			add(Edit.semantic(kind, file(), start(first), end(second), text(second) + between + text(first)));
		}
	}

	@Override
	public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
		if (!text(statement).startsWith("super(") && !isQuestion(statement)) {
			semantic(isCalls() ? "statement of the caller removed" : "statement removed", statement, ";");
		}
		return super.visitExpressionStatement(statement, nothing);
	}

	private boolean isQuestion(ExpressionStatementTree statement) {
		return isCalls() && !text(statement).contains(".set") && !text(statement).startsWith("headers.")
				&& !text(statement).contains(".put(") && !text(statement).startsWith("rest.");
	}

	@Override
	public Void visitAssignment(AssignmentTree assignment, Void nothing) {
		MethodTree method = enclosing(MethodTree.class);
		if (method != null && method.getReturnType() == null && text(assignment.getExpression()).matches("\\w+")) {
			semantic("field set otherwise", assignment.getExpression(), "null");
			semantic("field set otherwise", assignment.getExpression(),
					text(assignment.getExpression()) + " + \" and more\"");
		}
		return super.visitAssignment(assignment, nothing);
	}

	@Override
	public Void visitReturn(ReturnTree tree, Void nothing) {
		ExpressionTree expression = tree.getExpression();
		if (expression != null && !isCalls()) {
			semantic("more is returned", expression, "(" + text(expression) + ") + \"?\"");
			semantic("more is returned", expression, "(" + text(expression) + ") + 1");
		}
		return super.visitReturn(tree, nothing);
	}

	@Override
	public Void visitCatch(CatchTree tree, Void nothing) {
		VariableTree parameter = tree.getParameter();
		semantic("caught type", parameter.getType(), "ArithmeticException");
		semantic("caught type", parameter.getType(), "RuntimeException");
		return super.visitCatch(tree, nothing);
	}

	@Override
	public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
		String text = select.toString();
		if (text.equals("Priority.HIGH") || text.equals("Priority.LOW") || text.equals("Priority.NORMAL")) {
			semantic("another constant", select, text.equals("Priority.NORMAL") ? "Priority.LOW" : "Priority.NORMAL");
		}
		if (text.equals("Prompts.LANGUAGE") || text.equals("Prompts.RULES")) {
			semantic("another constant", select, text.equals("Prompts.RULES") ? "Prompts.LANGUAGE" : "Prompts.RULES");
		}
		return super.visitMemberSelect(select, nothing);
	}

}
