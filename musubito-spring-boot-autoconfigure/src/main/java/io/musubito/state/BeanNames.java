package io.musubito.state;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells which bean an object is. Safe for use by many threads.
 */
public final class BeanNames {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<Class<?>, String[]> names = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param beanFactory has the beans
	 */
	public BeanNames(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The name of the bean that an object is, or is behind the proxy of. Of a bean that
	 * is not a singleton any object of its class may be an instance.
	 * @param object the object
	 * @return the name; {@code null} when it is none
	 */
	public @Nullable String findAny(Object object) {
		String singleton = find(object);
		return (singleton != null) ? singleton
				: Arrays.stream(namesFor(object))
					.filter((beanName) -> !this.beanFactory.isSingleton(beanName))
					.findFirst()
					.orElse(null);
	}

	/**
	 * The name of the singleton that an object is, or is behind the proxy of.
	 * @param object the object
	 * @return the name; {@code null} when it is none
	 */
	public @Nullable String find(Object object) {
		return Arrays.stream(namesFor(object))
			.filter((beanName) -> this.beanFactory.isSingleton(beanName) && isBehind(beanName, object))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether there is a bean of the class of an object.
	 * @param object the object
	 * @return whether there is one
	 */
	public boolean haveClassOf(Object object) {
		return namesFor(object).length > 0;
	}

	private String[] namesFor(Object object) {
		Class<?> type = ClassUtils.getUserClass(object);
		// The bean factory looks through all its beans each time, but no more are added
		return (this.beanFactory.isConfigurationFrozen()) ? this.names.computeIfAbsent(type, this::findNames)
				: findNames(type);
	}

	private String[] findNames(Class<?> type) {
		return this.beanFactory.getBeanNamesForType(type, true, false);
	}

	private boolean isBehind(String beanName, Object object) {
		Object bean = this.beanFactory.getSingleton(beanName);
		while (bean != null && bean != object) {
			bean = AopProxyUtils.getSingletonTarget(bean);
		}
		return bean != null;
	}

}
