package io.musubito.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.code.ApplicationTypes;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Looks through the class files of the application for steps without an annotation, which
 * register when they are called. That takes a while, and is asked for only when the
 * configuration names a step that nobody knows.
 */
final class StepNamesInCode implements Supplier<Collection<String>> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationTypes application;

	StepNamesInCode(ConfigurableListableBeanFactory beanFactory, ApplicationTypes application) {
		this.beanFactory = beanFactory;
		this.application = application;
	}

	@Override
	public Collection<String> get() {
		Set<String> names = new TreeSet<>();
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(
				new DefaultResourceLoader(this.beanFactory.getBeanClassLoader()));
		for (String pattern : patterns()) {
			try {
				for (Resource classFile : resolver.getResources(pattern)) {
					try (InputStream stream = classFile.getInputStream()) {
						names.addAll(BodyStepNames.in(stream));
					}
				}
			}
			catch (IOException | RuntimeException ex) {
				// What can't be read gives no step a name
			}
		}
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
