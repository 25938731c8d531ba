package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A SpEL expression over the arguments of a method. What does not exist is refused at
 * startup: SpEL takes an unknown variable for {@code null}, and calls that differ would
 * have one key.
 */
final class ArgumentExpression {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final String RESULT = "result";

	private static final Set<String> IMPLICIT = Set.of("#this", "#root");

	private static final Object NO_ROOT = new Object();

	private final SpelExpression expression;

	private final Method method;

	private final ParameterNameDiscoverer names;

	private ArgumentExpression(SpelExpression expression, Method method, ParameterNameDiscoverer names) {
		this.expression = expression;
		this.method = method;
		this.names = names;
	}

	static ArgumentExpression key(Declaration declaration, String text, ParameterNameDiscoverer names) {
		return parse(declaration, "key", text, names, Set.of());
	}

	static ArgumentExpression unless(Declaration declaration, String text, ParameterNameDiscoverer names) {
		return parse(declaration, "unless", text, names, Set.of(RESULT));
	}

	private static ArgumentExpression parse(Declaration declaration, String attribute, String text,
			ParameterNameDiscoverer names, Set<String> more) {
		SpelExpression expression;
		try {
			expression = PARSER.parseRaw(text);
		}
		catch (ParseException | IllegalStateException ex) {
			throw declaration.refused(
					attribute + " = \"" + text + "\" is not a SpEL expression: " + ex.getMessage() + ". Correct it.",
					ex);
		}
		Method method = declaration.method();
		Set<String> known = new TreeSet<>(more);
		@Nullable String @Nullable [] parameterNames = names.getParameterNames(method);
		for (int i = 0; i < method.getParameterCount(); i++) {
			known.add("p" + i);
			known.add("a" + i);
			String name = (parameterNames != null) ? parameterNames[i] : null;
			if (name != null) {
				known.add(name);
			}
		}
		String unknown = findUnknown(expression.getAST(), known, true);
		if (unknown != null) {
			throw declaration.refused(attribute + " = \"" + text + "\" names " + unknown + ", but there is only "
					+ known.stream().map((name) -> "#" + name).toList()
					+ ". Use one of these; names of parameters need classes compiled with -parameters.", null);
		}
		return new ArgumentExpression(expression, method, names);
	}

	/**
	 * Finds what the expression names and what is not there.
	 * @param node a part of the expression
	 * @param known the variables
	 * @param bare whether a property or method in this place is one of no object
	 * @return what is not there, {@code null} when all is
	 */
	private static @Nullable String findUnknown(SpelNode node, Set<String> known, boolean bare) {
		String text = node.toStringAST();
		if (node instanceof VariableReference && !IMPLICIT.contains(text) && !known.contains(text.substring(1))) {
			return text;
		}
		if (node instanceof FunctionReference || node instanceof BeanReference
				|| (bare && (node instanceof PropertyOrFieldReference || node instanceof MethodReference))) {
			return text;
		}
		boolean chain = node instanceof CompoundExpression;
		boolean element = node instanceof Projection || node instanceof Selection || node instanceof Indexer
				|| node instanceof InlineMap;
		for (int i = 0; i < node.getChildCount(); i++) {
			String unknown = findUnknown(node.getChild(i), known, !element && (!chain || (bare && i == 0)));
			if (unknown != null) {
				return unknown;
			}
		}
		return null;
	}

	String text() {
		return this.expression.getExpressionString();
	}

	@Nullable Object evaluate(@Nullable Object[] arguments) {
		return this.expression.getValue(context(arguments));
	}

	boolean test(@Nullable Object[] arguments, @Nullable Object result) {
		EvaluationContext context = context(arguments);
		context.setVariable(RESULT, result);
		return Boolean.TRUE.equals(this.expression.getValue(context, Boolean.class));
	}

	private EvaluationContext context(@Nullable Object[] arguments) {
		return new MethodBasedEvaluationContext(NO_ROOT, this.method, arguments, this.names);
	}

}
