package io.musubito.execution;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.code.Mocks;
import io.musubito.recording.RecordedTest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Tells whether a test has put beans in place of those of the application. What is
 * recorded with them is known in the test alone: the application never meets it, even
 * when the test was given the store of the application. With mocks it is not even met by
 * the next test method, which tells them to answer something else. Safe for use by many
 * threads.
 */
public final class TestDoubles {

	/** The name of Spring's own bean that knows the beans which a test overrides. */
	private static final String OVERRIDES = "org.springframework.test.context.bean.override.internalBeanOverrideRegistry";

	/** What Spring Boot's {@code @TestConfiguration} is, too. */
	private static final String TEST_COMPONENT = "org.springframework.boot.test.context.TestComponent";

	private final ConfigurableListableBeanFactory beanFactory;

	private final String context = UUID.randomUUID().toString();

	private final ActiveRecordings recordings = new ActiveRecordings();

	private final AtomicInteger test = new AtomicInteger();

	private volatile boolean mocks;

	private volatile int examined = -1;

	private volatile @Nullable Boolean components;

	/**
	 * Creates it.
	 * @param beanFactory has the beans
	 */
	public TestDoubles(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether beans were replaced by mocks, by spies, or by others that a test class
	 * names.
	 * @return whether there are such beans, so far
	 */
	public boolean arePresent() {
		if (!this.mocks && Mocks.arePossible()) {
			int count = this.beanFactory.getSingletonCount();
			if (count != this.examined) {
				this.mocks = hasMocks();
				this.examined = count;
			}
		}
		return this.mocks || hasOverrides();
	}

	/**
	 * Whether a bean is to be left alone as the test has put it there.
	 * @param bean the bean
	 * @return whether it is a mock or a spy
	 */
	public boolean isDouble(Object bean) {
		boolean mock = Mocks.isMock(bean);
		if (mock) {
			this.mocks = true;
		}
		return mock;
	}

	/**
	 * Whether test classes of this context may name beans that replace others.
	 * @return whether they do
	 */
	public boolean hasOverrides() {
		return this.beanFactory.containsSingleton(OVERRIDES);
	}

	/**
	 * What tells identities in this test from those of the application.
	 * @return the mark; {@code null} in an application
	 */
	public @Nullable String mark() {
		if (arePresent()) {
			return this.context + " " + this.test.get();
		}
		return hasTestComponents() ? "test" : null;
	}

	/**
	 * What tells identities in a recorded test from those of the application.
	 * @param recorded the test
	 * @return the mark, the same whenever the test runs; {@code null} when it calls the
	 * beans of the application
	 */
	@Nullable String mark(RecordedTest recorded) {
		if (arePresent()) {
			return RecordedTest.DOUBLES + recorded.doubles();
		}
		return hasTestComponents() ? "test" : null;
	}

	/**
	 * The recorded tests that call steps of this context.
	 * @return the tests
	 */
	public ActiveRecordings recordings() {
		return this.recordings;
	}

	/**
	 * Notes that a test method begins.
	 */
	public void nextTest() {
		this.test.incrementAndGet();
	}

	private boolean hasMocks() {
		for (String name : this.beanFactory.getSingletonNames()) {
			Object singleton = this.beanFactory.getSingleton(name);
			if (singleton != null && Mocks.isMock(singleton)) {
				return true;
			}
		}
		return false;
	}

	private boolean hasTestComponents() {
		Boolean known = this.components;
		if (known == null) {
			known = false;
			for (String name : this.beanFactory.getBeanDefinitionNames()) {
				known = known || isTestComponent(this.beanFactory.getBeanDefinition(name));
			}
			this.components = known;
		}
		return known;
	}

	private static boolean isTestComponent(BeanDefinition definition) {
		return definition instanceof AnnotatedBeanDefinition annotated
				&& annotated.getMetadata().isAnnotated(TEST_COMPONENT);
	}

}
