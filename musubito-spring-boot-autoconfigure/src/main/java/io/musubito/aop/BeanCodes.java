package io.musubito.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.musubito.code.BeanCode;
import io.musubito.code.Collaborators;
import io.musubito.code.ListenerCode;
import io.musubito.code.Mocks;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Tells where the code of beans is, behind their proxies and without creating any.
 */
final class BeanCodes implements Collaborators {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationContext context;

	private final Predicate<Class<?>> application;

	/**
	 * Creates it.
	 * @param beanFactory has the beans
	 * @param context publishes the events that they listen to
	 * @param application tells the classes of the application
	 */
	BeanCodes(ConfigurableListableBeanFactory beanFactory, ApplicationContext context,
			Predicate<Class<?>> application) {
		this.beanFactory = beanFactory;
		this.context = context;
		this.application = application;
	}

	@Override
	public Collection<BeanCode> candidates(Class<?> type) {
		// Of any generics: a candidate more is an execution more, one less a wrong replay
		if (type == Object.class) {
			return List.of();
		}
		Map<String, BeanCode> candidates = new LinkedHashMap<>();
		collect(type, candidates);
		return candidates.values();
	}

	@Override
	public Collection<BeanCode> named(String name) {
		Class<?> beanClass = (this.beanFactory.containsBean(name)) ? classOf(name) : null;
		return (beanClass != null) ? List.of(of(name, beanClass)) : List.of();
	}

	@Override
	public Collection<ListenerCode> listeners(Class<?> event) {
		List<ListenerCode> listeners = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> beanClass = classOf(beanName);
			if (beanClass != null && (this.application.test(beanClass) || passesOn(beanName, beanClass))) {
				listeners.addAll(EventListeners.in(beanName, of(beanName, beanClass), event));
			}
		}
		return listeners;
	}

	@Override
	public Collection<String> otherListeners(Class<?> event) {
		return new OtherListeners(this.beanFactory, this.context, this.application).hearing(event);
	}

	/**
	 * Whether a listener of a library is made by the application, which may have given it
	 * what it calls.
	 */
	private boolean passesOn(String beanName, Class<?> beanClass) {
		if (!ApplicationListener.class.isAssignableFrom(beanClass)) {
			return false;
		}
		BeanCode bean = of(beanName, beanClass);
		Method factoryMethod = bean.factoryMethod();
		return bean.supplier() != null
				|| (factoryMethod != null && this.application.test(factoryMethod.getDeclaringClass()));
	}

	private void collect(Class<?> type, Map<String, BeanCode> candidates) {
		for (String beanName : namesOf(type)) {
			Class<?> beanClass = classOf(beanName);
			if (beanClass != null && !candidates.containsKey(beanName)) {
				BeanCode bean = of(beanName, beanClass);
				candidates.put(beanName, bean);
				Method factoryMethod = bean.factoryMethod();
				if (factoryMethod != null && !this.application.test(factoryMethod.getDeclaringClass())) {
					collectWhatALibraryReceives(factoryMethod, candidates);
				}
				if (!this.application.test(beanClass)) {
					collectWhatPreparesLibraries(candidates);
				}
			}
		}
	}

	/**
	 * The names of the beans that the code may ask for by a type or an annotation.
	 */
	@SuppressWarnings("unchecked")
	private String[] namesOf(Class<?> type) {
		return (type.isAnnotation()) ? this.beanFactory.getBeanNamesForAnnotation((Class<? extends Annotation>) type)
				: this.beanFactory.getBeanNamesForType(type, true, false);
	}

	/**
	 * A library may make a bean with the help of beans of the application: a client with
	 * its customizers.
	 */
	private void collectWhatALibraryReceives(Method factoryMethod, Map<String, BeanCode> candidates) {
		for (int i = 0; i < factoryMethod.getParameterCount(); i++) {
			ResolvableType parameter = ResolvableType.forMethodParameter(factoryMethod, i);
			for (ResolvableType type : List.of(parameter, parameter.getGeneric(0), parameter.getGeneric(1))) {
				Class<?> raw = type.resolve();
				if (raw != null && !BeanUtils.isSimpleProperty(raw) && !raw.getName().startsWith("java.")) {
					collect(raw, candidates);
				}
			}
		}
	}

	/**
	 * What the application does to a bean of a library when it is created can't be told
	 * from the bean.
	 */
	private void collectWhatPreparesLibraries(Map<String, BeanCode> candidates) {
		for (String beanName : this.beanFactory.getBeanNamesForType(BeanPostProcessor.class, true, false)) {
			Class<?> beanClass = classOf(beanName);
			if (beanClass != null && this.application.test(beanClass)) {
				candidates.putIfAbsent(beanName, of(beanName, beanClass));
			}
		}
	}

	BeanCode of(String beanName, Class<?> beanClass) {
		if (this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition) {
			return new BeanCode(beanClass, definition.getResolvedFactoryMethod(),
					InstanceSuppliers.find(definition.getInstanceSupplier(), this.application));
		}
		return new BeanCode(beanClass, null);
	}

	private @Nullable Class<?> classOf(String beanName) {
		Object created = this.beanFactory.getSingleton(beanName);
		Class<?> type = (created != null && !(created instanceof FactoryBean)) ? Mocks.targetClass(created)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

}
