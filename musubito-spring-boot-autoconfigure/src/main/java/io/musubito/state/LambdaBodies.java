package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import io.musubito.code.CodeFingerprint;
import io.musubito.code.LambdaCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells which method a lambda is: the only one in its class that fits, the one that it
 * names itself, or the one that its {@code @Bean} method makes. Safe for use by many
 * threads.
 */
final class LambdaBodies {

	private final ContextBeans beans;

	private final ObjectCodes codes;

	/** All lambdas that are made at one place have one class. */
	private final Map<Class<?>, Optional<Body>> known = Collections.synchronizedMap(new WeakHashMap<>());

	private final Map<Class<?>, Set<String>> holders = Collections.synchronizedMap(new WeakHashMap<>());

	LambdaBodies(ContextBeans beans, ObjectCodes codes) {
		this.beans = beans;
		this.codes = codes;
	}

	/**
	 * Notes that a bean holds a lambda from the start on.
	 * @param lambda the lambda
	 * @param bean the name of the bean
	 */
	void holder(Object lambda, String bean) {
		if (this.holders.computeIfAbsent(lambda.getClass(), (type) -> ConcurrentHashMap.newKeySet()).add(bean)) {
			this.known.remove(lambda.getClass());
		}
	}

	/**
	 * What a lambda is.
	 * @param lambda the lambda
	 * @param type its class
	 * @param host the class that it is written in
	 * @return its body; {@code null} when it can't be told
	 */
	@Nullable Body find(Object lambda, Class<?> type, Class<?> host) {
		Optional<Body> found = this.known.get(type);
		if (found == null) {
			found = Optional.ofNullable(search(lambda, type, host));
			this.known.put(type, found);
		}
		return found.orElse(null);
	}

	private @Nullable Body search(Object lambda, Class<?> type, Class<?> host) {
		List<LambdaSite> sites = Lambdas.sites(type, host);
		boolean chosen = sites.stream().map(LambdaSite::body).distinct().count() > 1;
		if (chosen) {
			String said = Lambdas.serialised(lambda);
			sites = (said != null) ? sites.stream().filter((site) -> site.body().equals(said)).toList()
					: made(lambda, type, host, sites);
		}
		List<LambdaCode> bodies = sites.stream().map((site) -> site.code(host)).distinct().toList();
		if (bodies.size() != 1) {
			return null;
		}
		LambdaCode code = bodies.get(0);
		return new Body(sites.get(0).body(), chosen, SingletonSupplier.of(() -> this.codes.of(host, code)));
	}

	/**
	 * The places of which it is known that the lambda is from there: a constant holds it,
	 * or a bean whose {@code @Bean} method has no other object that can be this one.
	 */
	private List<LambdaSite> made(Object lambda, Class<?> type, Class<?> host, List<LambdaSite> sites) {
		Set<String> names = new HashSet<>(this.beans.namesOf(lambda));
		names.addAll(this.holders.getOrDefault(type, Set.of()));
		List<String> makers = names.stream()
			.map(this.beans::factoryMethod)
			.filter((method) -> method != null && method.getDeclaringClass() == host)
			.map(LambdaBodies::describe)
			.toList();
		Set<String> places = new HashSet<>(Set.of(Type.getDescriptor(Object.class)));
		ClassUtils.getAllInterfacesForClassAsSet(type)
			.forEach((supertype) -> places.add(Type.getDescriptor(supertype)));
		Set<String> constant = ofConstant(lambda, host);
		return sites.stream()
			.filter((site) -> constant.contains(site.body())
					|| (makers.contains(String.valueOf(site.maker())) && Collections.disjoint(site.others(), places)))
			.toList();
	}

	/**
	 * What a lambda is that a constant of its class holds.
	 */
	private static Set<String> ofConstant(Object lambda, Class<?> host) {
		for (Field field : host.getDeclaredFields()) {
			if (Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())
					&& field.getType().isInstance(lambda)) {
				try {
					field.setAccessible(true);
					Initialisers.Initialiser code = (field.get(null) == lambda) ? Initialisers.find(field, lambda)
							: null;
					if (code != null && code.bodies().size() == 1) {
						return code.bodies();
					}
				}
				catch (IllegalAccessException | InaccessibleObjectException ex) {
					// Then it is not known what it holds
				}
			}
		}
		return Set.of();
	}

	private static String describe(@Nullable Method method) {
		return (method != null) ? method.getName() + Type.getMethodDescriptor(method) : "";
	}

	/**
	 * What a lambda is.
	 *
	 * @param name the method, as code that covers it names it
	 * @param chosen whether its class alone doesn't tell it
	 * @param computed computes its code
	 */
	record Body(String name, boolean chosen, SingletonSupplier<CodeFingerprint> computed) {

		CodeFingerprint code() {
			return this.computed.obtain();
		}

	}

}
