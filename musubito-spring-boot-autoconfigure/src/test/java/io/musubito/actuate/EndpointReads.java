package io.musubito.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Reads from the endpoint without a server, as somebody who is not known.
 */
final class EndpointReads {

	private EndpointReads() {
	}

	static WebEndpointResponse<Object> json(MusubitoEndpoint endpoint, String... path) {
		return read(endpoint, EndpointFormat.JSON, null, path);
	}

	static WebEndpointResponse<Object> read(MusubitoEndpoint endpoint, EndpointFormat format, @Nullable String run,
			String... path) {
		return endpoint.read(SecurityContext.NONE, format, run, null, null, null, null, null, null, null, null, null,
				null, path);
	}

}
