package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import io.musubito.IdentityContributor;
import io.musubito.code.CodeFingerprint;
import io.musubito.state.States;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What the beans hold that have annotated steps.
 */
final class StepStates {

	private final ConfigurableListableBeanFactory beanFactory;

	private final States states;

	/**
	 * Creates it.
	 * @param beanFactory has the beans
	 * @param states reads what they hold
	 */
	StepStates(ConfigurableListableBeanFactory beanFactory, States states) {
		this.beanFactory = beanFactory;
		this.states = states;
	}

	BeanState of(String operation, String beanName, Method method, Class<?> targetClass,
			Supplier<CodeFingerprint> code) {
		return new BeanState(this, this.states, operation, beanName, method, targetClass, code);
	}

	/**
	 * Whether somebody says whose result a result is.
	 */
	boolean hasContributors() {
		return this.beanFactory.getBeanNamesForType(IdentityContributor.class, true, false).length > 0;
	}

	@Nullable String caller(String beanName) {
		String target = ScopedProxyUtils.getTargetBeanName(beanName);
		return this.states.caller(this.beanFactory.containsBeanDefinition(target) ? target : beanName);
	}

	/**
	 * The bean when it is a singleton.
	 * @param create whether it is created when it isn't there yet
	 */
	@Nullable Object singleton(String beanName, boolean create) {
		boolean scoped = this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
		if (scoped || !this.beanFactory.isSingleton(beanName)
				|| (!create && !this.beanFactory.containsSingleton(beanName))) {
			return null;
		}
		return this.beanFactory.getBean(beanName);
	}

	ClassLoader classLoader() {
		ClassLoader loader = this.beanFactory.getBeanClassLoader();
		return (loader != null) ? loader : StepStates.class.getClassLoader();
	}

}
