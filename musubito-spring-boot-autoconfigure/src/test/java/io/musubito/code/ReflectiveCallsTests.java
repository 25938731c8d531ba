package io.musubito.code;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls behind which any code may be are listed.
 */
class ReflectiveCallsTests {

	@ParameterizedTest
	@ValueSource(strings = { "Class.forName(text)", "Object.class.getDeclaredMethods()[0].invoke(text)",
			"java.util.ServiceLoader.load(Runnable.class).iterator()", "getClass().getDeclaredFields()[0].get(this)",
			"new org.springframework.expression.spel.standard.SpelExpressionParser().parseExpression(text).getValue()",
			"org.springframework.util.ReflectionUtils.invokeMethod(null, text)",
			"org.springframework.util.ClassUtils.resolveClassName(text, null)",
			"org.springframework.beans.BeanUtils.instantiateClass(Object.class)",
			"new org.springframework.beans.BeanWrapperImpl(text).getPropertyValue(text)",
			"org.springframework.core.io.support.SpringFactoriesLoader.loadFactories(Runnable.class, null)",
			"org.apache.commons.lang3.reflect.MethodUtils.invokeMethod(text, text)" })
	void areListed(String call) {
		assertThat(boundary(call).reflection()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "getClass().getName()", "Object.class.getDeclaredFields()[0].getName()", "text.getClass()",
			"new org.springframework.expression.spel.standard.SpelExpressionParser().parseExpression(text).getExpressionString()",
			"org.springframework.util.ClassUtils.getShortName(text)" })
	void whatLeadsNowhereIsNotListed(String call) {
		assertThat(boundary(call).reflection()).isEmpty();
	}

	private static io.musubito.CodeBoundary boundary(String call) {
		return CompiledStep.fingerprint("""
				@Component
				public class Writer {
					public String draft(String text) throws Exception {
						return "" + %s;
					}
				}""".formatted(call)).boundary();
	}

}
