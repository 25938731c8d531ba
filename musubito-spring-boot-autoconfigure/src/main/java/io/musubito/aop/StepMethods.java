package io.musubito.aop;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.StepDefinitionException;
import io.musubito.execution.StepOverrides;
import io.musubito.execution.StepRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The step methods of all beans. At startup every one of them is examined, so that a
 * mistake in a declaration fails the start and not the first call.
 */
public final class StepMethods implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final StepMethodFactory factory;

	private final StepRegistry registry;

	private final StepOverrides overrides;

	private final ConcurrentMap<BeanMethod, StepMethod> methods = new ConcurrentHashMap<>();

	public StepMethods(ConfigurableListableBeanFactory beanFactory, StepMethodFactory factory, StepRegistry registry,
			StepOverrides overrides) {
		this.beanFactory = beanFactory;
		this.factory = factory;
		this.registry = registry;
		this.overrides = overrides;
	}

	/**
	 * The step of a method.
	 * @param beanName the bean
	 * @param targetClass the class of the bean
	 * @param called the method, possibly as its interface declares it
	 * @return the step
	 */
	StepMethod get(String beanName, Class<?> targetClass, Method called) {
		Method method = AopUtils.getMostSpecificMethod(called, targetClass);
		return this.methods.computeIfAbsent(new BeanMethod(beanName, method), (key) -> {
			StepMethod created = this.factory.create(beanName, targetClass, method, isOneOfSeveral(targetClass));
			this.registry.registerAnnotated(created.step().definition());
			return created;
		});
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, String> owners = new HashMap<>();
		stepBeans().forEach((beanName, targetClass) -> {
			AnnotatedSteps.checkInterceptable(beanName, targetClass);
			checkAdvised(beanName, targetClass);
			for (Method method : AnnotatedSteps.in(targetClass).keySet()) {
				String operation = get(beanName, targetClass, method).step().definition().operation();
				String owner = "method " + method.getName() + " of bean '" + beanName + "'";
				String other = owners.putIfAbsent(operation, owner);
				if (other != null) {
					throw new StepDefinitionException("Two steps have the name '" + operation + "': " + other + " and "
							+ owner + ". Their results would be taken for each other's. Give one of them another "
							+ "name.", null);
				}
			}
		});
		checkOverrides(owners.keySet());
	}

	private Map<String, Class<?>> stepBeans() {
		Map<String, Class<?>> beans = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> targetClass = targetClass(beanName);
			if (targetClass != null && AnnotatedSteps.isPresent(targetClass)) {
				beans.put(beanName, targetClass);
			}
		}
		return beans;
	}

	private @Nullable Class<?> targetClass(String beanName) {
		boolean scopedProxy = this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
		if (scopedProxy || this.beanFactory.getBeanDefinition(beanName).isAbstract()) {
			return null;
		}
		Object singleton = this.beanFactory.getSingleton(beanName);
		Class<?> type = (singleton != null) ? AopUtils.getTargetClass(singleton)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private boolean isOneOfSeveral(Class<?> targetClass) {
		int count = 0;
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			count += (targetClass == targetClass(beanName)) ? 1 : 0;
		}
		return count > 1;
	}

	private void checkAdvised(String beanName, Class<?> targetClass) {
		Object singleton = this.beanFactory.getSingleton(beanName);
		if (singleton != null && !StepAdvisingPostProcessor.isAdvised(singleton)) {
			throw new StepDefinitionException("The steps of bean '" + beanName + "' (" + targetClass.getName()
					+ ") would have no effect: the bean was created before Musubito could wrap it, probably because a "
					+ "BeanPostProcessor or BeanFactoryPostProcessor needs it. Don't let those depend on beans with "
					+ "steps, or inject it there with @Lazy.", null);
		}
	}

	private void checkOverrides(Collection<String> operations) {
		for (String operation : this.overrides.byOperation().keySet()) {
			if (!operations.contains(operation)) {
				throw new StepDefinitionException("The configuration has 'musubito.steps." + operation
						+ "', but there is no such step. " + Nearest.suggest(operation, operations)
						+ " A name with dots or '#' is written in brackets: musubito.steps[com.acme.Writer#draft].",
						null);
			}
		}
	}

	private record BeanMethod(String beanName, Method method) {

	}

}
