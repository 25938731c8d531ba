package io.musubito.security;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.musubito.execution.Caller;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The caller as Spring Security knows it.
 */
public final class SecurityContextCaller implements Caller {

	private final CallerHash hash;

	/**
	 * Creates it.
	 * @param encoder hashes what is known of a caller
	 * @param application tells the classes of the application
	 */
	public SecurityContextCaller(CanonicalEncoder encoder, Predicate<Class<?>> application) {
		this.hash = new CallerHash(encoder, application);
	}

	@Override
	public @Nullable String current() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null) ? this.hash.of(authentication) : null;
	}

	@Override
	public @Nullable String subscribed(Object subscriber) {
		Authentication authentication = Subscribed.find((ContextView) subscriber);
		return (authentication != null) ? this.hash.of(authentication) : null;
	}

	/**
	 * Apart from the rest: Reactor need not be there.
	 */
	private static final class Subscribed {

		private Subscribed() {
		}

		private static @Nullable Authentication find(ContextView subscriber) {
			CompletableFuture<SecurityContext> context = ReactiveSecurityContextHolder.getContext()
				.contextWrite(subscriber)
				.toFuture();
			if (!context.isDone()) {
				context.cancel(true);
				throw new UnhashableValueException("$", SecurityContext.class.getName(),
						"it is not known yet when the step is called, but comes later", null);
			}
			SecurityContext known = context.join();
			return (known != null) ? known.getAuthentication() : null;
		}

	}

}
