package io.musubito.test;

import java.lang.reflect.Method;

import io.musubito.ReplayMode;
import io.musubito.execution.StepExecutor;
import io.musubito.execution.TestDoubles;
import io.musubito.lineage.Lineage;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Makes the calls of a test that has a recording recorded ones, from before the first
 * method that sets it up until after the last that cleans up.
 */
final class RecordedTestExecutionListener implements TestExecutionListener {

	private static final OpenRecordings RECORDINGS = new OpenRecordings();

	private static final String CLASS = RecordedTestExecutionListener.class.getName() + ".class";

	private static final String METHOD = RecordedTestExecutionListener.class.getName() + ".method";

	@Override
	public void beforeTestClass(TestContext test) {
		RecordedClass recorded = new RecordedClass(test.getTestClass(), RECORDINGS);
		test.setAttribute(CLASS, recorded);
		recorded.begin();
	}

	@Override
	public void prepareTestInstance(TestContext test) {
		RecordedClass recorded = recordedClass(test);
		if (recorded != null && recorded.isRecorded()) {
			recorded.calls(doubles(test.getApplicationContext(), test.getTestClass()));
		}
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		RecordedClass recorded = recordedClass(test);
		Method method = test.getTestMethod();
		if (recorded == null || !recorded.isRecorded(method)) {
			return;
		}
		ApplicationContext context = test.getApplicationContext();
		TestDoubles doubles = doubles(context, test.getTestClass());
		RecordedTest begun = recorded.begin(method, context);
		doubles.recordings().add(begun);
		Lineage.Scope scope = Lineage.open(Lineage.current().withRecording(begun));
		test.setAttribute(METHOD, new RunningTest(begun, doubles, scope));
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.removeAttribute(METHOD) instanceof RunningTest running) {
			running.end(test.getTestException());
		}
	}

	@Override
	public void afterTestClass(TestContext test) {
		if (test.removeAttribute(CLASS) instanceof RecordedClass recorded) {
			recorded.end();
		}
	}

	private static @Nullable RecordedClass recordedClass(TestContext test) {
		return (test.getAttribute(CLASS) instanceof RecordedClass recorded) ? recorded : null;
	}

	private static TestDoubles doubles(ApplicationContext context, Class<?> testClass) {
		TestDoubles doubles = context.getBeanProvider(TestDoubles.class).getIfAvailable();
		StepExecutor.Settings settings = context.getBeanProvider(StepExecutor.Settings.class).getIfAvailable();
		if (doubles == null || settings == null) {
			throw new IllegalStateException("@MusubitoReplay on " + testClass.getName()
					+ ": its application context has "
					+ "no beans of Musubito, so that no step is recorded or replayed. Add "
					+ "@ImportAutoConfiguration(MusubitoAutoConfiguration.class) to the test, or use @SpringBootTest.");
		}
		if (!settings.enabled() || settings.mode() == ReplayMode.OFF) {
			throw new IllegalStateException("@MusubitoReplay on " + testClass.getName()
					+ ": Musubito is switched off in " + "its application context ("
					+ (settings.enabled() ? "musubito.mode=off" : "musubito.enabled=false")
					+ "), so that its steps would execute. Remove the property for this test, or the annotation.");
		}
		return doubles;
	}

}
