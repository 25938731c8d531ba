package io.musubito.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.beans.BeanUtils;
import org.springframework.test.context.TestContextManager;
import org.springframework.util.ReflectionUtils;

/**
 * Runs methods of a recorded test class as a test engine does.
 *
 * @param failures what made methods or the class fail
 */
record RecordedRun(List<Throwable> failures) {

	/**
	 * Runs methods whose recording is in a folder.
	 * @param folder the folder of test resources
	 * @param mode the mode of the run; {@code null} for that of the annotation
	 */
	static RecordedRun run(Path folder, String mode, Class<?> type, String... methods) {
		System.setProperty("musubito.recording.folder", folder.toString());
		if (System.getProperty("CI") == null) {
			System.setProperty("CI", "false");
		}
		if (mode != null) {
			System.setProperty("musubito.recording", mode);
		}
		try {
			return run(type, methods);
		}
		finally {
			System.clearProperty("musubito.recording.folder");
			System.clearProperty("musubito.recording");
			if ("false".equals(System.getProperty("CI"))) {
				System.clearProperty("CI");
			}
		}
	}

	static RecordedRun run(Class<?> type, String... methods) {
		List<Throwable> failures = new ArrayList<>();
		TestContextManager manager = new TestContextManager(type);
		try {
			manager.beforeTestClass();
			for (String name : methods) {
				Method method = Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
					.filter((candidate) -> candidate.getName().equals(name))
					.findFirst()
					.orElseThrow();
				run(manager, type, method, failures);
			}
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
		finally {
			try {
				manager.afterTestClass();
			}
			catch (Throwable ex) {
				failures.add(ex);
			}
		}
		return new RecordedRun(failures);
	}

	private static void run(TestContextManager manager, Class<?> type, Method method, List<Throwable> failures) {
		Object instance = BeanUtils.instantiateClass(type);
		Throwable failure = null;
		try {
			manager.prepareTestInstance(instance);
			manager.beforeTestMethod(instance, method);
			ReflectionUtils.makeAccessible(method);
			method.invoke(instance);
		}
		catch (InvocationTargetException ex) {
			failure = ex.getTargetException();
			failures.add(failure);
		}
		catch (Throwable ex) {
			failure = ex;
			failures.add(ex);
		}
		try {
			manager.afterTestMethod(instance, method, failure);
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
	}

	RecordedRun passed() {
		if (!this.failures.isEmpty()) {
			throw new AssertionError("Failed: " + this.failures, this.failures.get(0));
		}
		return this;
	}

	/**
	 * The message of the only failure.
	 */
	String failure() {
		if (this.failures.size() != 1) {
			throw new AssertionError("Not one failure: " + this.failures);
		}
		return String.valueOf(this.failures.get(0).getMessage());
	}

}
