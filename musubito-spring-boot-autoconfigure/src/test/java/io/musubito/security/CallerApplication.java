package io.musubito.security;

import java.nio.file.Path;

import io.musubito.execution.Caller;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * An application that is asked by one caller after the other.
 */
final class CallerApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	CallerApplication(Path directory, Class<?> configuration, String... properties) {
		this.context = Engine.in(directory).start(configuration, properties);
	}

	<B> B bean(Class<B> type) {
		return this.context.getBean(type);
	}

	void login(@Nullable Authentication authentication) {
		SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
	}

	/**
	 * What counts of a caller.
	 */
	@Nullable String hash(Authentication authentication) {
		return hash(new SecurityContextImpl(authentication));
	}

	@Nullable String hash(SecurityContext securityContext) {
		SecurityContextHolder.setContext(securityContext);
		return bean(Caller.class).current();
	}

	@Override
	public void close() {
		SecurityContextHolder.clearContext();
		this.context.close();
	}

}
