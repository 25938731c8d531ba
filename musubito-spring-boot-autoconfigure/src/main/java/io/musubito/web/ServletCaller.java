package io.musubito.web;

import java.security.Principal;

import io.musubito.execution.Caller;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The caller as the servlet container knows it, where Spring Security is not there.
 */
public final class ServletCaller implements Caller {

	private final CanonicalEncoder encoder;

	/**
	 * Creates it.
	 * @param encoder hashes the principal
	 */
	public ServletCaller(CanonicalEncoder encoder) {
		this.encoder = encoder;
	}

	@Override
	public @Nullable String current() {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			Principal principal = attributes.getRequest().getUserPrincipal();
			return (principal != null) ? this.encoder.hash(principal, Object.class) : null;
		}
		return null;
	}

}
