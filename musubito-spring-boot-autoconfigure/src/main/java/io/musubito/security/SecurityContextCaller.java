package io.musubito.security;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import io.musubito.execution.Caller;
import io.musubito.execution.Requester;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The caller as Spring Security knows it, and the principal of the request when that is
 * another one.
 */
public final class SecurityContextCaller implements Caller {

	private final CallerHash hash;

	private final Predicate<Class<?>> application;

	private final List<Requester> requesters;

	/**
	 * Creates it.
	 * @param application tells the classes of the application
	 * @param requesters tell whose request it is
	 */
	public SecurityContextCaller(Predicate<Class<?>> application, List<Requester> requesters) {
		this.hash = new CallerHash(application);
		this.application = application;
		this.requesters = List.copyOf(requesters);
	}

	@Override
	public @Nullable String current() {
		return of(SecurityContextHolder.getContext(), Requester::current);
	}

	@Override
	public @Nullable String subscribed(Object subscriber) {
		return of(SubscribedContext.find((ContextView) subscriber), (requester) -> requester.subscribed(subscriber));
	}

	private @Nullable String of(@Nullable SecurityContext context, Function<Requester, @Nullable Object> question) {
		Authentication authentication = (context != null) ? context.getAuthentication() : null;
		String known = (context != null) ? of(context, authentication) : null;
		Object other = this.requesters.stream().map(question).filter(Objects::nonNull).findFirst().orElse(null);
		if (other == null || other == authentication) {
			return known;
		}
		String requester = this.hash.of(other);
		return (requester.equals(known)) ? known
				: ((known != null) ? known : "nobody") + " in a request of " + requester;
	}

	/**
	 * A context of the application may hold more than who it is.
	 */
	private @Nullable String of(SecurityContext context, @Nullable Authentication authentication) {
		if (this.application.test(context.getClass())) {
			return this.hash.of(context);
		}
		return (authentication != null) ? this.hash.of(authentication) : null;
	}

}
