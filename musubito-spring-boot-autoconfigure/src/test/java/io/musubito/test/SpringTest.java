package io.musubito.test;

import java.lang.reflect.Method;

import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;
import org.springframework.util.ReflectionUtils;

/**
 * Runs a test class as a test engine does.
 *
 * @param <T> the test class
 */
final class SpringTest<T> implements AutoCloseable {

	private static final Method METHOD = ReflectionUtils.findMethod(Object.class, "toString");

	private final TestContextManager manager;

	final T instance;

	SpringTest(Class<T> type, T instance) {
		this.manager = new TestContextManager(type);
		this.instance = instance;
		try {
			this.manager.beforeTestClass();
			this.manager.prepareTestInstance(instance);
			this.manager.beforeTestMethod(instance, METHOD);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	void nextMethod() throws Exception {
		this.manager.afterTestMethod(this.instance, METHOD, null);
		this.manager.prepareTestInstance(this.instance);
		this.manager.beforeTestMethod(this.instance, METHOD);
	}

	ApplicationContext context() {
		return this.manager.getTestContext().getApplicationContext();
	}

	<B> B bean(Class<B> type) {
		return context().getBean(type);
	}

	String property(String key) {
		return context().getEnvironment().getProperty(key);
	}

	@Override
	public void close() {
		this.manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
	}

}
