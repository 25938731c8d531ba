package io.musubito.web;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.musubito.execution.Caller;
import io.musubito.execution.Requester;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The caller as the request knows it, where Spring Security is not there.
 */
final class RequestCaller implements Caller {

	private final CanonicalEncoder encoder;

	private final List<Requester> requesters;

	/**
	 * Creates it.
	 * @param encoder hashes the principal
	 * @param requesters tell whose request it is
	 */
	RequestCaller(CanonicalEncoder encoder, List<Requester> requesters) {
		this.encoder = encoder;
		this.requesters = List.copyOf(requesters);
	}

	@Override
	public @Nullable String current() {
		return find(Requester::current);
	}

	@Override
	public @Nullable String subscribed(Object subscriber) {
		return find((requester) -> requester.subscribed(subscriber));
	}

	private @Nullable String find(Function<Requester, @Nullable Object> question) {
		return this.requesters.stream()
			.map(question)
			.filter(Objects::nonNull)
			.findFirst()
			.map((caller) -> this.encoder.hash(nameOfLambda(caller), Object.class))
			.orElse(null);
	}

	/**
	 * All that a lambda can say is the name.
	 */
	private static Object nameOfLambda(Object caller) {
		return (caller instanceof Principal principal && caller.getClass().isHidden()) ? principal.getName() : caller;
	}

}
