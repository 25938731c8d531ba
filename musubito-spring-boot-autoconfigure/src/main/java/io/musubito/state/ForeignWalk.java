package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.cglib.proxy.Callback;
import org.springframework.cglib.proxy.Factory;
import org.springframework.cglib.proxy.NoOp;
import org.springframework.core.ResolvableType;

/**
 * The part of a walk that looks at objects of the JDK and of libraries, and at lambdas.
 */
final class ForeignWalk {

	private final StateWalk walk;

	private final PlainValues values;

	private final LambdaBodies lambdas;

	ForeignWalk(StateWalk walk, PlainValues values, LambdaBodies lambdas) {
		this.walk = walk;
		this.values = values;
		this.lambdas = lambdas;
	}

	/**
	 * An object of the JDK or a library.
	 */
	void visit(String component, ResolvableType declared, Object value) {
		Class<?> type = value.getClass();
		if (value instanceof Class<?> named) {
			this.walk.trace().say(component, named.getName());
			this.walk.code().of(named);
		}
		else if (value instanceof Method method) {
			this.walk.trace().say(component, method.toString());
			this.walk.code().of(method.getDeclaringClass());
		}
		else if (Lambdas.isLambda(type)) {
			lambda(component, value, type);
		}
		else if (value instanceof AtomicReference<?> reference) {
			Object now = reference.get();
			this.walk.check(Check.same(reference::get, now));
			this.walk.value(component, declared.getGeneric(0), now);
		}
		else if (Proxy.isProxyClass(type)) {
			proxy(component, value);
		}
		else {
			plain(component, value, type);
		}
	}

	/**
	 * What a lambda of a library captured may be of the application.
	 */
	private void captured(String component, Object lambda, Class<?> type) {
		for (Field field : type.getDeclaredFields()) {
			try {
				field.setAccessible(true);
				this.walk.value(component, ResolvableType.forField(field), field.get(lambda));
			}
			catch (IllegalAccessException | InaccessibleObjectException ex) {
				this.walk.trace().uncounted(StateWalk.describe(component, lambda, "what it captured"));
			}
		}
	}

	private void proxy(String component, Object value) {
		InvocationHandler handler = Proxy.getInvocationHandler(value);
		this.walk.trace().say(component, Names.of(value));
		for (Class<?> type : value.getClass().getInterfaces()) {
			// The handler may look at annotations, and call methods with a body
			if (this.walk.isApplication(type)) {
				this.walk.code().ofWritten(States.written(type));
			}
		}
		if (this.walk.isApplication(handler.getClass()) || (Lambdas.isLambda(handler.getClass())
				&& this.walk.isApplication(Lambdas.host(handler.getClass())))) {
			this.walk.value(component, ResolvableType.NONE, handler);
		}
		else {
			this.walk.trace().uncounted(StateWalk.describe(component, value, null));
		}
	}

	/**
	 * What is called in place of the methods of a class.
	 */
	void callbacks(String component, Factory subclassed) {
		for (Callback callback : subclassed.getCallbacks()) {
			Class<?> type = (callback != null) ? callback.getClass() : NoOp.class;
			if (!type.getName().startsWith("org.springframework.")) {
				this.walk.value(component + ".callback", ResolvableType.NONE, callback);
			}
		}
	}

	private void plain(String component, Object value, Class<?> type) {
		String hash = this.values.find(value);
		if (hash == null) {
			this.walk.trace().say(component, Names.of(value));
			if (type.isHidden() || !Fields.areNone(type)) {
				this.walk.trace().uncounted(StateWalk.describe(component, value, null));
			}
			return;
		}
		this.walk.trace().say(component, hash);
		if (!PlainValues.isFixed(type) && !PlainValues.isFixedHolder(type)) {
			this.walk.check(Check.equal(() -> this.values.find(value), hash));
		}
	}

	/**
	 * A lambda, whoever wrote it.
	 */
	void lambda(String component, Object value, Class<?> type) {
		Class<?> host = Lambdas.host(type);
		boolean own = this.walk.isApplication(host);
		LambdaBodies.Body body = this.lambdas.find(value, type, host);
		String code = (own) ? this.walk.code().ofLambda(host, body) : "";
		this.walk.trace()
			.say(component, "lambda of " + host.getName() + code + ((body != null) ? "" : this.walk.apart(type)));
		if (own) {
			this.walk.object(value, type);
		}
		else if (type.getDeclaredFields().length > 0) {
			captured(component, value, type);
		}
		if (body == null) {
			this.walk.trace()
				.uncounted(StateWalk.describe(component, value, (own)
						? "which of several it is; a @Bean method that makes nothing else, a constant or a class would tell"
						: null));
		}
	}

}
