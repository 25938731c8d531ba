package io.musubito.aop;

import java.lang.reflect.Method;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The beans that have annotated methods.
 */
final class AnnotatedBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final StepAdvisingPostProcessor postProcessor;

	AnnotatedBeans(ConfigurableListableBeanFactory beanFactory, StepAdvisingPostProcessor postProcessor) {
		this.beanFactory = beanFactory;
		this.postProcessor = postProcessor;
	}

	/**
	 * Visits all annotated methods, and refuses those that have no effect.
	 */
	void forEach(AnnotatedMethods<?> annotated, Visitor visitor) {
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> targetClass = targetClass(beanName);
			if (targetClass == null || !annotated.isPresent(targetClass)) {
				continue;
			}
			Object created = created(beanName);
			annotated.checkInterceptable(beanName, targetClass, (created != null) ? created.getClass() : targetClass);
			if (created != null && !this.postProcessor.advises(beanName)) {
				throw new StepDefinitionException("The " + annotated.plural() + " of bean '" + beanName + "' ("
						+ targetClass.getName()
						+ ") would have no effect: the bean was created before Musubito could wrap it, probably because "
						+ "a BeanPostProcessor or BeanFactoryPostProcessor needs it. Don't let those depend on beans "
						+ "with " + annotated.plural() + ", or inject it there with @Lazy.", null);
			}
			annotated.in(targetClass).keySet().forEach((method) -> visitor.visit(beanName, targetClass, method));
		}
	}

	boolean isOneOfSeveral(Class<?> targetClass) {
		int count = 0;
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			count += (targetClass == targetClass(beanName)) ? 1 : 0;
		}
		return count > 1;
	}

	private @Nullable Class<?> targetClass(String beanName) {
		boolean scopedProxy = this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
		if (scopedProxy || this.beanFactory.getBeanDefinition(beanName).isAbstract()) {
			return null;
		}
		Object created = created(beanName);
		Class<?> type = (created != null) ? AopUtils.getTargetClass(created)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private @Nullable Object created(String beanName) {
		Object singleton = this.beanFactory.getSingleton(beanName);
		return (singleton instanceof FactoryBean) ? null : singleton;
	}

	/**
	 * Sees one annotated method.
	 */
	@FunctionalInterface
	interface Visitor {

		void visit(String beanName, Class<?> targetClass, Method method);

	}

}
