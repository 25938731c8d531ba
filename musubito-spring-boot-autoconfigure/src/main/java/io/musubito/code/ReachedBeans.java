package io.musubito.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.objectweb.asm.Type;

/**
 * The beans whose code a step may run: its own, those that are injected into beans that
 * it reaches, and those that it may ask for by naming a class. Notes what the container
 * answered. Used once, by one thread.
 */
final class ReachedBeans {

	private static final String EVENT = "event:";

	private final InjectedBeans injected;

	private final ClassFiles files;

	private final ClassLoader loader;

	private final Consumer<BeanCode> found;

	private final Consumer<ListenerCode> listening;

	private final Set<BeanCode> beans = new HashSet<>();

	private final Set<String> named = new HashSet<>();

	private final Set<String> answers = new HashSet<>();

	private final Set<String> otherListeners = new HashSet<>();

	/**
	 * Begins without any bean.
	 * @param injected tells what is injected
	 * @param files tells the classes of the application
	 * @param loader loads the classes that the code names
	 * @param found is told of each bean, once
	 * @param listening is told of what listens to events
	 */
	ReachedBeans(InjectedBeans injected, ClassFiles files, ClassLoader loader, Consumer<BeanCode> found,
			Consumer<ListenerCode> listening) {
		this.injected = injected;
		this.files = files;
		this.loader = loader;
		this.found = found;
		this.listening = listening;
	}

	/**
	 * A bean whose methods may be called.
	 */
	void bean(BeanCode bean) {
		BeanCode own = bean.written();
		if (!this.beans.add(own)) {
			return;
		}
		add(this.injected.into(own));
		Method factoryMethod = own.factoryMethod();
		if (factoryMethod != null && !Modifier.isStatic(factoryMethod.getModifiers())
				&& this.files.isApplication(Type.getInternalName(factoryMethod.getDeclaringClass()))) {
			bean(new BeanCode(factoryMethod.getDeclaringClass(), null));
		}
		this.found.accept(own);
	}

	/**
	 * A class by which beans may have been asked for, or the name of a bean.
	 */
	void named(String name) {
		if (!this.named.add(name)) {
			return;
		}
		if (name.startsWith(CodeDependencies.BEAN_NAME)) {
			add(this.injected.withName(name.substring(CodeDependencies.BEAN_NAME.length())));
		}
		else {
			boolean event = name.startsWith(EVENT);
			String type = (event) ? name.substring(EVENT.length()) : name;
			try {
				Class<?> loaded = Class.forName(Type.getObjectType(type).getClassName(), false, this.loader);
				add((event) ? this.injected.listeningTo(loaded) : this.injected.named(loaded));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				// There is no bean of a class that can't be loaded.
				this.answers.add("none of " + name);
			}
		}
	}

	/**
	 * A type of events that are published.
	 */
	void event(String type) {
		named(EVENT + type);
	}

	/**
	 * The classes that beans may have been asked for by.
	 */
	Set<String> named() {
		return this.named;
	}

	/**
	 * What the container answered: the same answers lead to the same beans.
	 */
	Set<String> answers() {
		return this.answers;
	}

	/**
	 * The classes of listeners that are no beans.
	 */
	Set<String> otherListeners() {
		return this.otherListeners;
	}

	private void add(AnsweredBeans answer) {
		this.answers.add(answer.hash());
		answer.beans().forEach(this::bean);
		answer.listeners().forEach(this.listening);
		this.otherListeners.addAll(answer.others());
	}

}
