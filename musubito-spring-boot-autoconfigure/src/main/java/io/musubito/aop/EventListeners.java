package io.musubito.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.musubito.code.BeanCode;
import io.musubito.code.ListenerCode;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds what listens to events.
 */
final class EventListeners {

	private EventListeners() {
	}

	/**
	 * The methods of a bean that may get an event. In doubt a method does.
	 * @param beanName the name of the bean
	 * @param bean the bean
	 * @param event the type of the event, or a supertype of it
	 * @return the methods
	 */
	static Collection<ListenerCode> in(String beanName, BeanCode bean, Class<?> event) {
		List<ListenerCode> listeners = new ArrayList<>();
		Class<?> type = bean.type();
		if (ApplicationEventMulticaster.class.isAssignableFrom(type)) {
			listeners.add(new ListenerCode(beanName, bean, null));
		}
		if (ApplicationListener.class.isAssignableFrom(type) && mayGet(heard(bean), event)) {
			if (type.isHidden()) {
				listeners.add(new ListenerCode(beanName, bean, null));
			}
			Arrays.stream(type.getMethods())
				.filter((method) -> method.getName().equals("onApplicationEvent") && !method.isBridge()
						&& !type.isHidden())
				.forEach((method) -> listeners.add(new ListenerCode(beanName, bean, method)));
		}
		Set<Method> methods = MethodIntrospector.selectMethods(type,
				(ReflectionUtils.MethodFilter) (method) -> AnnotatedElementUtils.hasAnnotation(method,
						EventListener.class));
		for (Method method : methods) {
			if (heard(method).stream().anyMatch((heard) -> mayGet(heard, event))) {
				listeners.add(new ListenerCode(beanName, bean, method));
			}
		}
		return listeners;
	}

	/**
	 * Whether a listener may get an event.
	 * @param listener the class of the listener
	 * @param event the type of the event, or a supertype of it
	 * @return whether it may
	 */
	static boolean mayHear(Class<?> listener, Class<?> event) {
		return mayGet(ResolvableType.forClass(listener).as(ApplicationListener.class).getGeneric(0).resolve(), event);
	}

	private static @Nullable Class<?> heard(BeanCode bean) {
		Class<?> heard = ResolvableType.forClass(bean.type()).as(ApplicationListener.class).getGeneric(0).resolve();
		return (heard != null || bean.factoryMethod() == null) ? heard
				: ResolvableType.forMethodReturnType(bean.factoryMethod())
					.as(ApplicationListener.class)
					.getGeneric(0)
					.resolve();
	}

	private static List<Class<?>> heard(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		return Arrays.asList((annotation != null && annotation.classes().length > 0) ? annotation.classes()
				: method.getParameterTypes());
	}

	private static boolean mayGet(@Nullable Class<?> heard, Class<?> event) {
		return heard == null || heard.isAssignableFrom(event) || event.isAssignableFrom(heard)
		// What an event is wrapped in that isn't an ApplicationEvent
				|| PayloadApplicationEvent.class.isAssignableFrom(heard)
				|| heard.isAssignableFrom(PayloadApplicationEvent.class)
				|| (heard.isInterface() && !Modifier.isFinal(event.getModifiers()))
				|| (event.isInterface() && !Modifier.isFinal(heard.getModifiers()));
	}

}
