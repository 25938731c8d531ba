package io.musubito.security;

import java.util.concurrent.CompletableFuture;

import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;

/**
 * The security context of a subscriber. Apart from the rest: Reactor need not be there.
 */
final class SubscribedContext {

	private SubscribedContext() {
	}

	static @Nullable SecurityContext find(ContextView subscriber) {
		CompletableFuture<@Nullable SecurityContext> context = ReactiveSecurityContextHolder.getContext()
			.contextWrite(subscriber)
			.toFuture();
		if (!context.isDone()) {
			context.cancel(true);
			throw new UnhashableValueException("$", SecurityContext.class.getName(),
					"it is not known yet when the step is called, but comes later", null);
		}
		return context.join();
	}

}
