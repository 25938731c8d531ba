package io.musubito.test;

import io.musubito.lineage.Lineage;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Refuses a test that is annotated but isn't run by Spring, so that nobody takes it for a
 * recorded one.
 */
final class RecordedTestExtension implements BeforeTestExecutionCallback {

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		if (Lineage.current().recording() == null) {
			throw new IllegalStateException("@MusubitoReplay on " + context.getRequiredTestClass().getName()
					+ " has no effect: the test has no application context of Spring, or its own "
					+ "@TestExecutionListeners take the place of the others. Annotate it with @SpringBootTest, or merge "
					+ "the listeners (mergeMode = MERGE_WITH_DEFAULTS).");
		}
	}

}
