package io.musubito.aop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.musubito.code.ApplicationTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Tells at startup where an annotation has no effect though it looks as if it had, as far
 * as class files tell: calls on the own object, and classes without a bean.
 */
final class AnnotationsWithoutEffect implements SmartInitializingSingleton {

	/** In the contexts of Spring Boot's tests, which leave beans out. */
	private static final String TEST = "org.springframework.boot.test.context.filter.TestTypeExcludeFilter";

	private static final Log logger = LogFactory.getLog(AnnotationsWithoutEffect.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final StepAdvisingPostProcessor postProcessor;

	private final ApplicationTypes application;

	AnnotationsWithoutEffect(ConfigurableListableBeanFactory beanFactory, StepAdvisingPostProcessor postProcessor,
			ApplicationTypes application) {
		this.beanFactory = beanFactory;
		this.postProcessor = postProcessor;
		this.application = application;
	}

	@Override
	public void afterSingletonsInstantiated() {
		long started = System.nanoTime();
		Set<Class<?>> own = beans(this.beanFactory);
		SelfCallWarnings selfCalls = new SelfCallWarnings(this.application);
		for (AnnotatedMethods<?> annotated : List.of(AnnotatedMethods.STEPS, AnnotatedMethods.PIPELINES)) {
			selfCalls.of(own, annotated).forEach(logger::warn);
		}
		if (!this.postProcessor.mayMissBeans() && !this.beanFactory.containsSingleton(TEST)) {
			Set<Class<?>> all = new LinkedHashSet<>(own);
			for (BeanFactory parent = this.beanFactory
				.getParentBeanFactory(); parent instanceof ConfigurableListableBeanFactory factory; parent = factory
					.getParentBeanFactory()) {
				all.addAll(beans(factory));
			}
			new ClassesWithoutBean(this.application, this.beanFactory.getBeanClassLoader()).warnings(all)
				.forEach(logger::warn);
		}
		if (logger.isDebugEnabled()) {
			logger
				.debug("Looked for annotations without effect in " + (System.nanoTime() - started) / 1_000_000 + " ms");
		}
	}

	private Set<Class<?>> beans(ConfigurableListableBeanFactory factory) {
		return new LinkedHashSet<>(new AnnotatedBeans(factory, this.postProcessor).targetClasses().values());
	}

}
