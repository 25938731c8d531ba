package io.musubito.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.musubito.CodeLevel;
import io.musubito.code.ApplicationTypes;
import io.musubito.code.CodeFingerprints;
import io.musubito.code.Collaborators;
import io.musubito.execution.TestDoubles;
import io.musubito.lineage.Lineage;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestContextAnnotationUtils.AnnotationDescriptor;

/**
 * A test class that may have recordings, from before its first method to after its last.
 * Its methods may run at the same time.
 */
final class RecordedClass {

	private final Class<?> testClass;

	private final OpenRecordings recordings;

	private final @Nullable AnnotationDescriptor<MusubitoReplay> annotation;

	private final Map<String, OpenRecording> open = new HashMap<>();

	private final List<TestDoubles> called = new ArrayList<>();

	private @Nullable RecordedTest around;

	private Lineage.@Nullable Scope scope;

	private @Nullable String code;

	RecordedClass(Class<?> testClass, OpenRecordings recordings) {
		this.testClass = testClass;
		this.recordings = recordings;
		this.annotation = TestContextAnnotationUtils.findAnnotationDescriptor(testClass, MusubitoReplay.class);
	}

	boolean isRecorded() {
		return this.annotation != null;
	}

	boolean isRecorded(Method method) {
		return isRecorded() || find(method) != null;
	}

	private static @Nullable MusubitoReplay find(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, MusubitoReplay.class);
	}

	/**
	 * Begins what is called before the first test method and after the last one.
	 */
	void begin() {
		if (this.annotation != null) {
			OpenRecording recording = open(this.annotation.getRootDeclaringClass(), this.annotation.getAnnotation());
			this.around = recording.recording().begin(this.testClass.getName(), this.testClass.getName());
			this.scope = Lineage.open(Lineage.current().withRecording(this.around));
		}
	}

	/**
	 * Says which context is called, outside of test methods too.
	 */
	synchronized void calls(TestDoubles doubles) {
		RecordedTest test = this.around;
		if (test != null && !this.called.contains(doubles)) {
			this.called.add(doubles);
			doubles.recordings().addAround(test);
		}
	}

	RecordedTest begin(Method method, ApplicationContext context) {
		MusubitoReplay own = find(method);
		OpenRecording recording;
		if (own != null) {
			recording = open(method.getDeclaringClass(), own);
		}
		else if (this.annotation != null) {
			recording = open(this.annotation.getRootDeclaringClass(), this.annotation.getAnnotation());
		}
		else {
			throw new IllegalStateException(method + " has no @MusubitoReplay");
		}
		String name = this.testClass.getName() + "#" + method.getName();
		return recording.recording().begin(name, code(context) + " " + name);
	}

	private synchronized OpenRecording open(Class<?> owner, MusubitoReplay replay) {
		RecordingLocation location = RecordingLocation.of(owner, replay.value());
		OpenRecording known = this.open.get(location.name());
		if (known == null) {
			known = this.recordings.open(location, replay);
			this.open.put(location.name(), known);
		}
		return known;
	}

	/**
	 * What mocks answer is written in the code of the test.
	 */
	private synchronized String code(ApplicationContext context) {
		String known = this.code;
		if (known == null) {
			ApplicationTypes application = context.getBean(ApplicationTypes.class);
			String own = this.testClass.getName().replaceFirst("\\$.*", "");
			known = new CodeFingerprints(
					(name) -> application.isInPackages(name) || name.equals(own) || name.startsWith(own + "$"),
					Collaborators.NONE)
				.of(this.testClass.getName(), this.testClass, CodeLevel.REACHABLE)
				.hash();
			this.code = known;
		}
		return known;
	}

	/**
	 * Ends it: what was recorded is written.
	 */
	void end() {
		RecordedTest test = this.around;
		List<RuntimeException> problems = List.of();
		if (this.scope != null) {
			this.scope.close();
		}
		if (test != null) {
			this.called.forEach((doubles) -> doubles.recordings().remove(test));
			problems = test.end();
			test.recording().ended(test, problems.isEmpty());
		}
		Throwable failure = (problems.isEmpty()) ? null
				: new AssertionError(problems.get(0).getMessage(), problems.get(0));
		for (OpenRecording recording : this.open.values()) {
			try {
				this.recordings.close(recording);
			}
			catch (RuntimeException | AssertionError ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
	}

}
