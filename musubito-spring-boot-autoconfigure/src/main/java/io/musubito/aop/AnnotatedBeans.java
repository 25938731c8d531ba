package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.musubito.StepDefinitionException;
import io.musubito.code.Mocks;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
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
		Map<String, Class<?>> targetClasses = targetClasses();
		targetClasses.forEach((beanName, targetClass) -> {
			if (!annotated.isPresent(targetClass)) {
				return;
			}
			Object created = created(beanName);
			if (created != null && this.postProcessor.leavesAlone(beanName, created)) {
				return;
			}
			annotated.checkInterceptable(beanName, targetClass, (created != null) ? created.getClass() : targetClass);
			if (created != null && !this.postProcessor.advises(beanName)) {
				throw new StepDefinitionException("The " + annotated.plural() + " of bean '" + beanName + "' ("
						+ targetClass.getName()
						+ ") would have no effect: the bean was created before Musubito could wrap it, probably because "
						+ "a BeanPostProcessor or BeanFactoryPostProcessor needs it. Don't let those depend on beans "
						+ "with " + annotated.plural() + ", or inject it there with @Lazy.", null);
			}
			boolean oneOfSeveral = Collections.frequency(targetClasses.values(), targetClass) > 1;
			annotated.in(targetClass)
				.keySet()
				.forEach((method) -> visitor.visit(beanName, targetClass, method, oneOfSeveral));
		});
	}

	boolean isOneOfSeveral(Class<?> targetClass) {
		return Collections.frequency(targetClasses().values(), targetClass) > 1;
	}

	/**
	 * What the type variables of a bean stand for.
	 */
	TypeVariables typeVariables(String beanName, Class<?> owner) {
		String target = ScopedProxyUtils.getTargetBeanName(beanName);
		String name = this.beanFactory.containsBeanDefinition(target) ? target : beanName;
		ResolvableType declared = ResolvableType.NONE;
		if (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
			declared = definition.getResolvableType();
			if (declared.toClass() != Object.class && FactoryBean.class.isAssignableFrom(declared.toClass())) {
				declared = declared.as(FactoryBean.class).getGeneric(0);
			}
		}
		return TypeVariables.of(owner, declared);
	}

	/**
	 * The classes of all beans, by their names.
	 */
	Map<String, Class<?>> targetClasses() {
		Map<String, Class<?>> targetClasses = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> targetClass = targetClass(beanName);
			if (targetClass != null) {
				targetClasses.put(beanName, targetClass);
			}
		}
		return targetClasses;
	}

	private @Nullable Class<?> targetClass(String beanName) {
		boolean scopedProxy = this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
		if (scopedProxy || this.beanFactory.getBeanDefinition(beanName).isAbstract()) {
			return null;
		}
		Object created = created(beanName);
		Class<?> type = (created != null) ? Mocks.targetClass(created)
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

		void visit(String beanName, Class<?> targetClass, Method method, boolean oneOfSeveral);

	}

}
