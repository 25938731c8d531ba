package io.musubito.state;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.musubito.value.JdkTypes;
import io.musubito.value.Supertypes;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.target.AbstractBeanFactoryBasedTargetSource;
import org.springframework.aop.target.AbstractPrototypeBasedTargetSource;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * The part of a walk that finds the bean which is really there: behind proxies, in the
 * scope of the caller, or where code may ask the container for it.
 */
final class BeanWalk {

	private static final Set<String> PROVIDERS = Set.of("jakarta.inject.Provider", "javax.inject.Provider");

	private static final Set<String> REQUESTS = Set.of("jakarta.servlet.ServletRequest",
			"jakarta.servlet.http.HttpSession", "jakarta.servlet.ServletResponse",
			"org.springframework.web.context.request.RequestAttributes",
			"org.springframework.web.context.request.WebRequest");

	private static final Set<Class<?>> GIVING = Set.of(Collection.class, Optional.class, ObjectFactory.class);

	private final StateWalk walk;

	private final ContextBeans beans;

	private final boolean starting;

	private final Set<String> defined = new HashSet<>();

	BeanWalk(StateWalk walk, ContextBeans beans, boolean starting) {
		this.walk = walk;
		this.beans = beans;
		this.starting = starting;
	}

	/**
	 * Looks at what is behind an object.
	 * @return whether it stands for others
	 */
	boolean visit(String component, ResolvableType declared, Object value) {
		if (value instanceof Advised advised) {
			advice(Arrays.asList(advised.getAdvisors()));
			target(component, declared, value, advised.getTargetSource());
		}
		else if (this.walk.isApplication(value.getClass())) {
			// What the application wrote itself is looked at as what it is
			return false;
		}
		else if (value instanceof ObjectFactory<?> || isOneOf(value.getClass(), PROVIDERS)) {
			provider(component, declared, value);
		}
		else if (isOneOf(value.getClass(), REQUESTS)) {
			this.walk.trace().caller(component.replaceFirst("^state ", "") + " (" + Names.of(value) + ")");
		}
		else if (value instanceof Resource resource) {
			resource(component, resource);
		}
		else {
			return false;
		}
		return true;
	}

	private static boolean isOneOf(Class<?> type, Set<String> names) {
		return Supertypes.of(type).anyMatch((supertype) -> names.contains(supertype.getName()));
	}

	private void resource(String component, Resource resource) {
		WatchedContent content = WatchedContent.of(resource);
		if (content == null) {
			this.walk.uncounted(component, resource, "can't be read again and again");
			return;
		}
		String hash = content.hash();
		this.walk.trace().say(component, hash);
		if (content.canChange()) {
			this.walk.check(Check.equal(content::hash, hash));
		}
	}

	private void target(String component, ResolvableType declared, Object proxy, TargetSource source) {
		if (source.isStatic() || source instanceof HotSwappableTargetSource) {
			current(component, declared, proxy, source);
		}
		else if (source instanceof SimpleBeanTargetSource scoped) {
			String name = scoped.getTargetBeanName();
			String scope = this.beans.scope(name);
			ofScope(name, scope);
			if (!this.starting) {
				current(component, declared, proxy, source);
			}
		}
		else if (source instanceof AbstractPrototypeBasedTargetSource pooled) {
			definition(component, pooled.getTargetBeanName());
		}
		else if (source instanceof AbstractBeanFactoryBasedTargetSource other) {
			definition(component, other.getTargetBeanName());
		}
		else if (declared != ResolvableType.NONE) {
			// Injected with @Lazy: it must not be created for being looked at
			lookUp(component, declared);
		}
		else {
			this.walk.uncounted(component, proxy, null);
		}
	}

	private void current(String component, ResolvableType declared, Object proxy, TargetSource source) {
		Object target = target(source);
		if (!source.isStatic()) {
			this.walk.check(Check.same(() -> target(source), target));
		}
		if (target == null) {
			this.walk.uncounted(component, proxy, "not there");
		}
		else {
			this.walk.value(component, declared, target);
		}
	}

	private static @Nullable Object target(TargetSource source) {
		try {
			return source.getTarget();
		}
		catch (Exception ex) {
			// There is none outside of its scope, and then the code gets none either
			return null;
		}
	}

	/**
	 * What gives beans when it is asked.
	 */
	private void provider(String component, ResolvableType declared, Object value) {
		Class<?> raw = declared.resolve();
		boolean given = raw != null && (ObjectFactory.class.isAssignableFrom(raw) || PROVIDERS.contains(raw.getName()));
		ResolvableType type = (given) ? declared.getGeneric(0) : ResolvableType.NONE;
		if (type.resolve() == null || type.resolve() == Object.class) {
			this.walk.uncounted(component, value, null);
		}
		else {
			lookUp(component, type);
		}
	}

	/**
	 * The beans that code may ask for by a type.
	 */
	void lookUp(String component, ResolvableType type) {
		Class<?> raw = type.resolve();
		if (raw == null || raw == Object.class) {
			return;
		}
		for (String name : this.beans.named(type)) {
			bean(component, type, name);
		}
		if (raw.isArray()) {
			lookUp(component, type.getComponentType());
		}
		else if (Map.class.isAssignableFrom(raw)) {
			lookUp(component, type.asMap().getGeneric(1));
		}
		else if (GIVING.stream().anyMatch((giving) -> giving.isAssignableFrom(raw))
				|| PROVIDERS.contains(raw.getName())) {
			lookUp(component, type.getGeneric(0));
		}
	}

	/**
	 * The beans of a class that code names, perhaps to ask for them. A class of the JDK
	 * is named for many reasons, and many beans are of one.
	 */
	void lookUpNamed(Class<?> type) {
		String component = "state bean " + type.getName();
		if (!JdkTypes.contains(type)) {
			lookUp(component, ResolvableType.forClass(type));
		}
		else if (type.isInterface()) {
			this.beans.named(ResolvableType.forClass(type))
				.stream()
				.filter((name) -> this.beans.isOf(name, this.walk::isApplication))
				.forEach((name) -> bean(component, ResolvableType.forClass(type), name));
		}
	}

	/**
	 * The bean that code may ask for by its name.
	 */
	void lookUpNamed(String component, String name) {
		if (this.beans.contains(name)) {
			bean(component, ResolvableType.NONE, name);
		}
	}

	private void bean(String component, ResolvableType type, String name) {
		String scope = this.beans.scope(name);
		Object eager = (scope.equals(BeanDefinition.SCOPE_SINGLETON)) ? this.beans.findEager(name) : null;
		if (eager != null) {
			this.walk.value(component, type, eager);
		}
		else if (scope.equals(BeanDefinition.SCOPE_SINGLETON) || scope.equals(BeanDefinition.SCOPE_PROTOTYPE)) {
			definition(component, name);
		}
		else {
			scoped(component, type, name, scope);
		}
	}

	private void scoped(String component, ResolvableType type, String name, String scope) {
		ofScope(name, scope);
		if (!this.starting) {
			Object now = current(name);
			this.walk.check(Check.same(() -> current(name), now));
			this.walk.value(component, type, now);
		}
	}

	private void ofScope(String name, String scope) {
		if (ContextBeans.isOfCallers(scope)) {
			this.walk.trace().caller(callerName(name, scope));
		}
		else if (!scope.equals(BeanDefinition.SCOPE_SINGLETON) && !scope.equals(BeanDefinition.SCOPE_PROTOTYPE)) {
			this.walk.trace().scoped(callerName(name, scope));
		}
	}

	private @Nullable Object current(String name) {
		try {
			return this.beans.current(name);
		}
		catch (RuntimeException ex) {
			// There is none outside of its scope, and then the code gets none either
			return null;
		}
	}

	/**
	 * A bean of which there is no object yet, or a new one for everybody who asks: what
	 * its class says of how it is made.
	 */
	private void definition(String component, String name) {
		Class<?> type = this.beans.type(name);
		String kind = (this.beans.scope(name).equals(BeanDefinition.SCOPE_PROTOTYPE)) ? "prototype" : "created later";
		this.walk.trace().uncounted(component.replaceFirst("^state ", "") + " (bean '" + name + "', " + kind + ")");
		if (type == null || !this.defined.add(name)) {
			return;
		}
		Method factoryMethod = this.beans.factoryMethod(name);
		if (factoryMethod != null) {
			parameters(component, factoryMethod, factoryMethod.getDeclaringClass());
		}
		Class<?> written = ClassUtils.getUserClass(type);
		this.walk.trace().say(component, written.getName());
		this.walk.code().of(written);
		for (Class<?> current = written; current != null
				&& current != Object.class; current = current.getSuperclass()) {
			for (Field field : Fields.of(current)) {
				injected(component + "." + field.getName(),
						AnnotatedElementUtils.findMergedAnnotation(field, Value.class),
						field.getAnnotations().length > 0, ResolvableType.forField(field, written));
			}
		}
		Set<Executable> constructors = new LinkedHashSet<>(Arrays.asList(written.getDeclaredConstructors()));
		if (constructors.size() == 1) {
			constructors.forEach((constructor) -> parameters(component, constructor, written));
		}
	}

	private void parameters(String component, Executable executable, Class<?> containing) {
		for (int i = 0; i < executable.getParameterCount(); i++) {
			MethodParameter parameter = MethodParameter.forExecutable(executable, i).withContainingClass(containing);
			injected(component + "(" + i + ")", parameter.getParameterAnnotation(Value.class), true,
					ResolvableType.forMethodParameter(parameter));
		}
	}

	private void injected(String component, @Nullable Value value, boolean injected, ResolvableType type) {
		if (value != null) {
			this.walk.trace().say(component, Objects.requireNonNullElse(this.beans.resolve(value.value()), "unset"));
		}
		else if (injected) {
			lookUp(component, type);
		}
	}

	/**
	 * What stands around an object.
	 */
	void advice(Collection<Advisor> advisors) {
		for (Advisor advisor : advisors) {
			Object body = Advices.body(advisor.getAdvice());
			Class<?> type = body.getClass();
			boolean lambda = Lambdas.isLambda(type);
			if (this.walk.isApplication((lambda) ? Lambdas.host(type) : type)) {
				this.walk.value("state advice " + Names.of(body), ResolvableType.NONE, body);
			}
			else if (!Advices.isHarmless(type)) {
				this.walk.trace().advice(Names.of(body));
			}
		}
	}

	static String callerName(String name, String scope) {
		String bean = (ScopedProxyUtils.isScopedTarget(name)) ? ScopedProxyUtils.getOriginalBeanName(name) : name;
		return "bean '" + bean + "' of scope " + scope;
	}

}
