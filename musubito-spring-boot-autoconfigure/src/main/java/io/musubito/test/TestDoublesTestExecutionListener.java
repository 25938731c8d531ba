package io.musubito.test;

import io.musubito.execution.TestDoubles;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Tells the context of a test that another test method begins.
 */
final class TestDoublesTestExecutionListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext test) {
		if (test.hasApplicationContext()) {
			test.getApplicationContext().getBeanProvider(TestDoubles.class).stream().forEach(TestDoubles::nextTest);
		}
	}

}
