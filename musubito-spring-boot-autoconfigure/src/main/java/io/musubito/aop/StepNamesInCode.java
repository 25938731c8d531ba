package io.musubito.aop;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.code.ApplicationTypes;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks through the class files of the application for names of steps that are not known
 * when it starts. That takes a while, and is asked for only when the configuration names
 * a step that nobody knows.
 */
final class StepNamesInCode implements Supplier<BodyStepNames> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationTypes application;

	StepNamesInCode(ConfigurableListableBeanFactory beanFactory, ApplicationTypes application) {
		this.beanFactory = beanFactory;
		this.application = application;
	}

	@Override
	public BodyStepNames get() {
		BodyStepNames names = new BodyStepNames();
		new ApplicationClassFiles(this.beanFactory.getBeanClassLoader()).read(patterns(), names::add);
		return names;
	}

	private Set<String> patterns() {
		Set<String> patterns = new TreeSet<>();
		for (String name : this.application.packages()) {
			patterns.add("classpath*:" + ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class");
		}
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = this.beanFactory.getType(beanName, false);
			if (type != null && this.application.test(ClassUtils.getUserClass(type))) {
				patterns.add("classpath*:" + ClassUtils.convertClassNameToResourcePath(ClassUtils.getPackageName(type))
						+ "/*.class");
			}
		}
		return patterns;
	}

}
