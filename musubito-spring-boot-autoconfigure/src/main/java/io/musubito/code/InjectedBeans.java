package io.musubito.code;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The beans that a bean may have received, by its injection points. Safe for use by many
 * threads.
 */
final class InjectedBeans {

	private final Predicate<String> application;

	private final Collaborators collaborators;

	private final Map<BeanCode, AnsweredBeans> byBean = new ConcurrentHashMap<>();

	private final Map<Class<?>, AnsweredBeans> byName = new ConcurrentHashMap<>();

	private final Map<Class<?>, AnsweredBeans> byEvent = new ConcurrentHashMap<>();

	private final Map<Class<?>, Collection<BeanCode>> byType = new ConcurrentHashMap<>();

	InjectedBeans(Predicate<String> application, Collaborators collaborators) {
		this.application = application;
		this.collaborators = collaborators;
	}

	/**
	 * The beans that were injected into a bean, or into the method that made it.
	 * @throws UnreadableClassException if a class that the bean declares can't be loaded
	 */
	AnsweredBeans into(BeanCode bean) {
		return this.byBean.computeIfAbsent(bean, this::find);
	}

	/**
	 * The beans that the code may have asked for by naming their class.
	 */
	AnsweredBeans named(Class<?> type) {
		return this.byName.computeIfAbsent(type, (key) -> AnsweredBeans.to("named " + key.getName(), of(key)));
	}

	/**
	 * The bean that the code may have asked for by its name.
	 */
	AnsweredBeans withName(String name) {
		return AnsweredBeans.to("with the name " + name, List.copyOf(this.collaborators.named(name)));
	}

	/**
	 * The beans that listen to events.
	 */
	AnsweredBeans listeningTo(Class<?> event) {
		return this.byEvent.computeIfAbsent(event, (key) -> AnsweredBeans.of("listening to " + key.getName(),
				List.copyOf(this.collaborators.listeners(key)), List.copyOf(this.collaborators.otherListeners(key))));
	}

	private Collection<BeanCode> of(Class<?> type) {
		return this.byType.computeIfAbsent(type, (key) -> List.copyOf(this.collaborators.candidates(key)));
	}

	private AnsweredBeans find(BeanCode bean) {
		try {
			Set<BeanCode> beans = new LinkedHashSet<>();
			for (ResolvableType type : injectionPoints(bean)) {
				beans.addAll(of(type.toClass()));
			}
			return AnsweredBeans.to("into " + bean.describe(), List.copyOf(beans));
		}
		catch (LinkageError | TypeNotPresentException ex) {
			throw new UnreadableClassException(bean.type().getName(), String.valueOf(ex), ex);
		}
	}

	private Set<ResolvableType> injectionPoints(BeanCode bean) {
		Set<ResolvableType> types = new LinkedHashSet<>();
		Method factoryMethod = bean.factoryMethod();
		if (factoryMethod != null && this.application.test(factoryMethod.getDeclaringClass().getName())) {
			addParameters(types, factoryMethod, factoryMethod.getDeclaringClass());
		}
		Class<?> declaring = bean.type();
		while (declaring != null && this.application.test(declaring.getName())) {
			for (Field field : declaring.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					add(types, ResolvableType.forField(field, bean.type()));
				}
			}
			for (Constructor<?> constructor : declaring.getDeclaredConstructors()) {
				addParameters(types, constructor, bean.type());
			}
			for (Method method : declaring.getDeclaredMethods()) {
				if (FrameworkCalls.isAnnotated(method)) {
					addParameters(types, method, bean.type());
				}
			}
			declaring = declaring.getSuperclass();
		}
		return types;
	}

	private static void addParameters(Set<ResolvableType> types, Executable executable, Class<?> bean) {
		for (int i = 0; i < executable.getParameterCount(); i++) {
			add(types, ResolvableType
				.forMethodParameter(MethodParameter.forExecutable(executable, i).withContainingClass(bean)));
		}
	}

	private static void add(Set<ResolvableType> types, ResolvableType type) {
		Class<?> resolved = type.resolve();
		if (resolved != null && !resolved.isPrimitive() && resolved != Object.class && types.add(type)) {
			for (ResolvableType generic : type.getGenerics()) {
				add(types, generic);
			}
		}
	}

}
