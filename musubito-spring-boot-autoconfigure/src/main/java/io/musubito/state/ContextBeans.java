package io.musubito.state;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The beans of the application, looked at without creating any.
 */
final class ContextBeans {

	/** Scopes in which everybody who asks has beans of their own. */
	private static final Set<String> OF_CALLERS = Set.of("request", "session", "websocket");

	private final ConfigurableListableBeanFactory beanFactory;

	ContextBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The names of the beans of a type, or with an annotation; what is behind the proxy
	 * of a scope left out.
	 */
	@SuppressWarnings("unchecked")
	List<String> named(ResolvableType type) {
		Class<?> raw = type.toClass();
		return Arrays
			.stream((raw.isAnnotation()) ? this.beanFactory.getBeanNamesForAnnotation((Class<? extends Annotation>) raw)
					: this.beanFactory.getBeanNamesForType(type, true, false))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.toList();
	}

	String scope(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return BeanDefinition.SCOPE_SINGLETON;
		}
		String scope = this.beanFactory.getMergedBeanDefinition(name).getScope();
		return (scope == null || scope.isEmpty()) ? BeanDefinition.SCOPE_SINGLETON : scope;
	}

	static boolean isOfCallers(String scope) {
		return OF_CALLERS.contains(scope);
	}

	/**
	 * A singleton that is there from the start on: one that is created later, when
	 * somebody needs it, must not be another answer to the same question.
	 */
	@Nullable Object findEager(String name) {
		Object singleton = this.beanFactory.getSingleton(name);
		if (singleton == null || (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isLazyInit())) {
			return null;
		}
		return (singleton instanceof FactoryBean) ? this.beanFactory.getBean(name) : singleton;
	}

	/**
	 * The object that a scope has now; it may be created for that.
	 */
	Object current(String name) {
		return this.beanFactory.getBean(name);
	}

	/**
	 * The class of a bean, with a name that the next process has for it too: of a lambda
	 * and of a proxy that of its place.
	 */
	@Nullable Class<?> type(String name) {
		Class<?> type = this.beanFactory.getType(name, false);
		if (type == null || (!type.isHidden() && !Proxy.isProxyClass(type))) {
			return type;
		}
		Method factoryMethod = factoryMethod(name);
		Class<?>[] interfaces = type.getInterfaces();
		if (factoryMethod != null) {
			return factoryMethod.getReturnType();
		}
		return (interfaces.length > 0) ? interfaces[0] : null;
	}

	/**
	 * Whether the application wrote what a bean is: its class, the lambda that it is, or
	 * the method that makes it.
	 */
	boolean isOf(String name, Predicate<Class<?>> application) {
		Class<?> type = type(name);
		Method factoryMethod = factoryMethod(name);
		return (type != null && application.test(ClassUtils.getUserClass(type)))
				|| (factoryMethod != null && application.test(factoryMethod.getDeclaringClass()));
	}

	/**
	 * The names of the singletons that an object is.
	 */
	List<String> namesOf(Object object) {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(object.getClass(), true, false))
			.filter((name) -> this.beanFactory.getSingleton(name) == object)
			.toList();
	}

	@Nullable Method factoryMethod(String name) {
		return (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition)
						? definition.getResolvedFactoryMethod() : null;
	}

	/**
	 * What the placeholders in the annotations of a class stand for.
	 */
	@Nullable String resolve(String expression) {
		try {
			return this.beanFactory.resolveEmbeddedValue(expression);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	boolean contains(String name) {
		return this.beanFactory.containsBean(name);
	}

}
