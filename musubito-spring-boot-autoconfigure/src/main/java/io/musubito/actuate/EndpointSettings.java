package io.musubito.actuate;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * How the endpoint is exposed in this application.
 *
 * @param application the name of the application; {@code null} without one
 * @param path the path of the endpoint below the base path, {@code musubito} unless it is
 * mapped to another
 * @param writable whether it accepts write operations
 * @param showValues when inputs, artifacts and messages of exceptions are shown
 * @param roles who sees them when that depends on the caller; empty for everybody who is
 * authenticated
 */
public record EndpointSettings(@Nullable String application, String path, boolean writable, Show showValues,
		Set<String> roles) {

	public EndpointSettings {
		roles = Set.copyOf(roles);
	}

	boolean showsValues(SecurityContext caller) {
		return this.showValues.isShown(caller, this.roles);
	}

	SessionDescriptor session(SecurityContext caller) {
		return new SessionDescriptor(this.application, this.writable, showsValues(caller), this.showValues,
				(caller.getPrincipal() != null) ? caller.getPrincipal().getName() : null);
	}

}
