package io.musubito.aop;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.musubito.state.Lambdas;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Finds the listeners of the application whose code can't be followed from the beans of a
 * context: objects that were added to it, and all listeners of the contexts above it,
 * which hear its events, too.
 */
final class OtherListeners {

	private static final int DEPTH = 4;

	private final ConfigurableListableBeanFactory beanFactory;

	private final ApplicationContext context;

	private final Predicate<Class<?>> application;

	OtherListeners(ConfigurableListableBeanFactory beanFactory, ApplicationContext context,
			Predicate<Class<?>> application) {
		this.beanFactory = beanFactory;
		this.context = context;
		this.application = application;
	}

	/**
	 * The classes of the listeners that may get an event. In doubt a listener does.
	 * @param event the type of the event, or a supertype of it
	 * @return the names of the classes in which they are written
	 */
	Collection<String> hearing(Class<?> event) {
		Collection<String> names = new TreeSet<>();
		if (this.context instanceof AbstractApplicationContext readable) {
			readable.getApplicationListeners()
				.stream()
				.filter((listener) -> !(listener instanceof ApplicationListenerMethodAdapter) && !isBean(listener)
						&& EventListeners.mayHear(listener.getClass(), event))
				.map((listener) -> written(listener, DEPTH))
				.filter(Objects::nonNull)
				.forEach((written) -> names.add(written.getName()));
		}
		ApplicationContext parent = this.context.getParent();
		if (parent != null
				&& parent.getAutowireCapableBeanFactory() instanceof ConfigurableListableBeanFactory beansAbove) {
			BeanCodes above = new BeanCodes(beansAbove, parent, this.application);
			above.listeners(event)
				.forEach((listener) -> names
					.add((listener.method() != null) ? listener.bean().type().getName() : listener.beanName()));
			names.addAll(above.otherListeners(event));
		}
		return names;
	}

	private boolean isBean(ApplicationListener<?> listener) {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(ApplicationListener.class, true, false))
			.anyMatch((name) -> this.beanFactory.getSingleton(name) == listener);
	}

	/**
	 * The class of the application in which a listener is written, or what it passes
	 * events on to.
	 */
	private @Nullable Class<?> written(@Nullable Object object, int depth) {
		if (object == null || depth == 0) {
			return null;
		}
		Class<?> type = object.getClass();
		Class<?> host = (Lambdas.isLambda(type)) ? Lambdas.host(type) : type;
		if (this.application.test(host)) {
			return host;
		}
		if (!Lambdas.isLambda(type) && !(object instanceof ApplicationListener)) {
			return null;
		}
		return Arrays.stream(type.getDeclaredFields())
			.map((field) -> written(CapturedVariables.read(field, object), depth - 1))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
