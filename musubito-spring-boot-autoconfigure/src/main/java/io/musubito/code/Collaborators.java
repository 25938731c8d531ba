package io.musubito.code;

import java.util.Collection;
import java.util.List;

/**
 * Tells which beans an injection point may receive. Asked when a fingerprint is computed,
 * by several threads, once for the type of each field, constructor parameter and factory
 * method parameter of the beans that a step reaches, also for the types inside of it
 * ({@code List<Rule>}: for the list and for {@code Rule}), and for classes that the code
 * names ({@code getBean(Rule.class)}).
 * <p>
 * A bean that is left out is code whose change goes unnoticed, so in doubt a candidate is
 * one more rather than one less.
 */
@FunctionalInterface
public interface Collaborators {

	/** No beans: nothing is followed through injected fields. */
	Collaborators NONE = (type) -> List.of();

	/**
	 * Finds the beans of a type, those of libraries too when the application creates them
	 * in a {@code @Bean} method.
	 * @param type a class or an interface; beans of any generics of it are found
	 * @return the beans, none when there is no such bean
	 */
	Collection<BeanCode> candidates(Class<?> type);

	/**
	 * Finds the bean with a name.
	 * @param name the name or an alias
	 * @return the bean, none when there is no such bean
	 */
	default Collection<BeanCode> named(String name) {
		return List.of();
	}

	/**
	 * Finds the beans of the application that listen to events.
	 * @param event a type of events; listeners to types above and below it are found
	 * @return the listeners, none when there are none
	 */
	default Collection<ListenerCode> listeners(Class<?> event) {
		return List.of();
	}

	/**
	 * Finds the listeners of the application that are no beans.
	 * @param event a type of events; listeners to types above and below it are found
	 * @return their classes, none when there are none
	 */
	default Collection<String> otherListeners(Class<?> event) {
		return List.of();
	}

}
