package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.CodeBoundary;
import io.musubito.UnhashableInputException;
import io.musubito.code.CodeDependencies;
import io.musubito.code.CodeFingerprint;
import io.musubito.code.Mocks;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads what objects hold. Safe for use by many threads.
 */
public final class States {

	private static final int ATTEMPTS = 5;

	private final Predicate<Class<?>> application;

	private final ContextBeans beans;

	private final PlainValues values;

	private final List<StateReader> readers;

	private final ObjectCodes codes;

	private final BiConsumer<String, CodeBoundary> unseen;

	private final LambdaBodies lambdas;

	private final Map<Class<?>, CodeFingerprint> codeByClass = new ConcurrentHashMap<>();

	private final Map<ClassLoader, Map<String, Optional<Field>>> fields = new ConcurrentHashMap<>();

	private final String context = UUID.randomUUID().toString();

	/**
	 * Creates it.
	 * @param encoder hashes values
	 * @param application tells the classes of the application
	 * @param beanFactory has the beans
	 * @param readers know objects of libraries
	 * @param codes computes the code fingerprints of objects
	 * @param unseen is told by the name of a step what of its state doesn't count, when
	 * that turns out at a call; what it throws is what the call throws
	 */
	public States(CanonicalEncoder encoder, Predicate<Class<?>> application,
			ConfigurableListableBeanFactory beanFactory, Collection<StateReader> readers, ObjectCodes codes,
			BiConsumer<String, CodeBoundary> unseen) {
		this.application = application;
		this.unseen = unseen;
		this.beans = new ContextBeans(beanFactory);
		this.values = new PlainValues(encoder);
		this.readers = List.copyOf(readers);
		this.codes = codes;
		this.lambdas = new LambdaBodies(this.beans, codes);
	}

	/**
	 * Watches what is reached from some objects.
	 * @param operation the step that reaches it, for messages
	 * @param roots the objects by name; those of the step's own bean and of what a body
	 * captured
	 * @param advisors what stands between the step and its method
	 * @param callers the beans of one request or session that the step is called on
	 * @param dependencies what the code of the step depends on
	 * @return the state, to be asked for at each call
	 */
	public WatchedState watch(String operation, Map<String, Object> roots, Collection<Advisor> advisors,
			Collection<String> callers, CodeDependencies dependencies) {
		return new WatchedState(this, operation, Start.of(roots, advisors, callers), dependencies, true);
	}

	/**
	 * Watches what is reached from what a body captured.
	 * @param operation the step that reaches it, for messages
	 * @param roots the objects by name, those of libraries among them
	 * @param dependencies what the code of the step depends on
	 * @param loader has the classes of the application
	 * @param beans whether all of them are beans, which are always the same
	 * @return the state, to be asked for at each call
	 */
	public WatchedState watch(String operation, Map<String, Object> roots, CodeDependencies dependencies,
			ClassLoader loader, boolean beans) {
		return new WatchedState(this, operation, Start.captured(roots, loader, !beans), dependencies, true);
	}

	/**
	 * Watches what is reached from an object of which any method may be called. Who asks
	 * tells of its boundary.
	 * @param operation what reaches it, for messages
	 * @param object the object
	 * @return the state, to be asked for at each call
	 */
	public WatchedState watch(String operation, Object object) {
		Class<?> type = written(AopUtils.getTargetClass(object));
		return new WatchedState(this, operation, Start.of(Map.of("state this", object), List.of(), List.of()),
				(isApplication(type) && !Lambdas.isLambda(type)) ? code(type).dependencies() : CodeDependencies.NONE,
				false);
	}

	/**
	 * Reads what some objects hold, all that their code may read. Static fields and beans
	 * that it looks up are not among it: see {@link #watchStatics}.
	 * @param operation what reaches them, for messages
	 * @param objects the objects by name
	 * @param known says what counts of objects that are looked at elsewhere; {@code null}
	 * for all others
	 * @return the state at this moment
	 */
	public State held(String operation, Map<String, Object> objects, Function<Object, @Nullable String> known) {
		return read(operation, Start.held(objects, known), CodeDependencies.NONE, false).state();
	}

	/**
	 * Watches the static fields that code reads, and the beans that it looks up. Who asks
	 * tells of its boundary.
	 * @param operation what reaches them, for messages
	 * @param dependencies what the code depends on
	 * @param loader has the classes of the application
	 * @return the state, to be asked for at each call
	 */
	public WatchedState watchStatics(String operation, CodeDependencies dependencies, ClassLoader loader) {
		return new WatchedState(this, operation, Start.statics(loader), dependencies, false);
	}

	/**
	 * Notes that a bean has held a lambda since it was made, so that the method that
	 * makes the bean tells which lambda it is.
	 * @param lambda the lambda
	 * @param bean the name of the bean
	 */
	public void heldByBean(Object lambda, String bean) {
		this.lambdas.holder(lambda, bean);
	}

	/**
	 * The code of all that objects of a class may do, for a class that the code of a step
	 * doesn't cover.
	 * @param type a class of the application
	 * @return its fingerprint, computed once
	 */
	public CodeFingerprint code(Class<?> type) {
		return this.codeByClass.computeIfAbsent(type, this.codes::of);
	}

	/**
	 * The class that has the code of another one: an anonymous or local class is part of
	 * the code around it, and has a number for a name.
	 * @param type the class
	 * @return the class that it is written in, or itself
	 */
	public static Class<?> written(Class<?> type) {
		Class<?> written = ClassUtils.getUserClass(type);
		while (written.isAnonymousClass() || written.isLocalClass()) {
			written = written.getEnclosingClass();
		}
		return written;
	}

	/**
	 * Whether the bean of a name belongs to one request or one session.
	 * @param beanName the name
	 * @return the bean and its scope, for messages; {@code null} when it doesn't
	 */
	public @Nullable String caller(String beanName) {
		String scope = this.beans.scope(beanName);
		return (ContextBeans.isOfCallers(scope)) ? BeanWalk.callerName(beanName, scope) : null;
	}

	/**
	 * Whether a class belongs to the application. A proxy of the JDK does not, though it
	 * is in the package of an interface that isn't public.
	 * @param type the class
	 * @return whether it does
	 */
	public boolean isApplication(Class<?> type) {
		return this.application.test(type) && !Proxy.isProxyClass(type);
	}

	/**
	 * The class of an object of which it is known what it holds, as far as code reads it:
	 * of the application, or one that a reader knows whole.
	 * @param object an object that is no bean
	 * @return a name that the next process has for it too; {@code null} when it isn't
	 * known
	 */
	public @Nullable String findReadable(Object object) {
		Class<?> type = object.getClass();
		if (Mocks.isMock(object)) {
			return "mock";
		}
		if (Lambdas.isLambda(type)) {
			Class<?> host = Lambdas.host(type);
			return (isApplication(host)) ? "lambda of " + host.getName() : null;
		}
		StateReader.Content content = (isApplication(type)) ? null : content(object);
		boolean known = (content != null) ? content.counted() : isApplication(type);
		return (known) ? written(type).getName() : null;
	}

	/**
	 * Reads the state.
	 * @param starting whether the application is just starting: nothing is created or
	 * initialised for it then, and what isn't there yet is left out
	 */
	Reading read(String operation, Start start, CodeDependencies dependencies, boolean starting) {
		for (int attempt = 1;; attempt++) {
			try {
				return read(start, dependencies, starting);
			}
			catch (ConcurrentModificationException ex) {
				if (attempt == ATTEMPTS) {
					throw new UnhashableInputException("Step '" + operation + "': a collection that its code reads is "
							+ "changed by others all the time, so that it can't be told what identifies the call. "
							+ "Use one that may be read meanwhile (java.util.concurrent), or annotate the field with "
							+ "@MusubitoIgnore if results don't depend on it.", ex);
				}
			}
		}
	}

	private Reading read(Start start, CodeDependencies dependencies, boolean starting) {
		Reads reads = new Reads(dependencies);
		StateWalk walk;
		do {
			walk = new StateWalk(this, reads, starting, start.known());
			walk.start(start);
		}
		while (reads.hasGrown());
		return walk.finish();
	}

	/**
	 * Says what of a state doesn't count, where that turns out at a call.
	 */
	void report(String operation, State state) {
		CodeBoundary boundary = state.boundary(CodeBoundary.NONE);
		if (!boundary.equals(CodeBoundary.NONE)) {
			this.unseen.accept(operation, boundary);
		}
	}

	/**
	 * The hash of a value that never changes and is no thing.
	 * @return the hash; {@code null} when it is another object
	 */
	@Nullable String plain(Object value) {
		Class<?> type = value.getClass();
		return (PlainValues.isFixed(type) && !isApplication(type)) ? this.values.find(value) : null;
	}

	LambdaBodies lambdas() {
		return this.lambdas;
	}

	ContextBeans beans() {
		return this.beans;
	}

	PlainValues values() {
		return this.values;
	}

	/** Names this application context among all others, for ever. */
	String context() {
		return this.context;
	}

	StateReader.@Nullable Content content(Object object) {
		for (StateReader reader : this.readers) {
			StateReader.Content content = reader.read(object);
			if (content != null) {
				return content;
			}
		}
		return null;
	}

	/**
	 * A field by its class and name.
	 */
	@Nullable Field field(String name, ClassLoader loader) {
		return this.fields.computeIfAbsent(loader, (key) -> new ConcurrentHashMap<>())
			.computeIfAbsent(name, (key) -> Optional.ofNullable(findField(key, loader)))
			.orElse(null);
	}

	private static @Nullable Field findField(String name, ClassLoader loader) {
		int dot = name.lastIndexOf('.');
		try {
			Class<?> type = Class.forName(name.substring(0, dot), false, loader);
			return ReflectionUtils.findField(type, name.substring(dot + 1));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * What was read.
	 *
	 * @param state the state
	 * @param checks hold as long as it is the state
	 */
	record Reading(State state, List<Check> checks) {

		boolean holds() {
			for (Check check : this.checks) {
				if (!check.holds()) {
					return false;
				}
			}
			return true;
		}

	}

}
