package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A SpEL expression over the arguments of a method. A variable that does not exist is
 * refused: SpEL takes it for {@code null}, and calls that differ would have one key.
 */
final class ArgumentExpression {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final String RESULT = "result";

	private final SpelExpression expression;

	private final Method method;

	private final ParameterNameDiscoverer names;

	private ArgumentExpression(SpelExpression expression, Method method, ParameterNameDiscoverer names) {
		this.expression = expression;
		this.method = method;
		this.names = names;
	}

	static ArgumentExpression key(String operation, String text, Method method, ParameterNameDiscoverer names) {
		return parse(operation, "key", text, method, names, Set.of());
	}

	static ArgumentExpression unless(String operation, String text, Method method, ParameterNameDiscoverer names) {
		return parse(operation, "unless", text, method, names, Set.of(RESULT));
	}

	private static ArgumentExpression parse(String operation, String attribute, String text, Method method,
			ParameterNameDiscoverer names, Set<String> more) {
		SpelExpression expression;
		try {
			expression = PARSER.parseRaw(text);
		}
		catch (ParseException | IllegalStateException ex) {
			throw new StepDefinitionException("Step '" + operation + "' (" + method + "): " + attribute + " = \"" + text
					+ "\" is not a SpEL expression: " + ex.getMessage() + ". Correct it.", ex);
		}
		Set<String> known = new HashSet<>(more);
		String[] parameterNames = names.getParameterNames(method);
		for (int i = 0; i < method.getParameterCount(); i++) {
			known.add("p" + i);
			known.add("a" + i);
			if (parameterNames != null) {
				known.add(parameterNames[i]);
			}
		}
		checkVariables(operation, attribute, method, expression.getAST(), known);
		return new ArgumentExpression(expression, method, names);
	}

	private static void checkVariables(String operation, String attribute, Method method, SpelNode node,
			Set<String> known) {
		if (node instanceof VariableReference reference) {
			String name = reference.toStringAST().substring(1);
			if (!name.equals("this") && !name.equals("root") && !known.contains(name)) {
				throw new StepDefinitionException(
						"Step '" + operation + "' (" + method + "): " + attribute + " names #" + name
								+ ", but there is only " + known.stream().sorted().toList()
								+ ". Use one of these; names of parameters need classes compiled with -parameters.",
						null);
			}
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			checkVariables(operation, attribute, method, node.getChild(i), known);
		}
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
		return new MethodBasedEvaluationContext(arguments, this.method, arguments, this.names);
	}

}
