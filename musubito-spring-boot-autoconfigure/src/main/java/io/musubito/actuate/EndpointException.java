package io.musubito.actuate;

import io.musubito.store.ReadOnlyStoreException;

import org.springframework.util.MimeType;

/**
 * A request that gets a status other than 200. The message is part of the answer: it must
 * not contain anything that was recorded.
 */
final class EndpointException extends RuntimeException {

	private static final int BAD_REQUEST = 400;

	private static final int FORBIDDEN = 403;

	private static final int NOT_FOUND = 404;

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final int NOT_ACCEPTABLE = 406;

	private final int status;

	private EndpointException(int status, String message) {
		super(message);
		this.status = status;
	}

	static EndpointException badRequest(String message) {
		return new EndpointException(BAD_REQUEST, message);
	}

	static EndpointException forbidden(String message) {
		return new EndpointException(FORBIDDEN, message);
	}

	static EndpointException notFound(String what) {
		return new EndpointException(NOT_FOUND, "There is no " + what);
	}

	static EndpointException methodNotAllowed(EndpointPath path) {
		return new EndpointException(METHOD_NOT_ALLOWED, "The resource '" + path + "' can only be read");
	}

	static EndpointException readOnly(ReadOnlyStoreException refusal) {
		return new EndpointException(METHOD_NOT_ALLOWED, String.valueOf(refusal.getMessage()));
	}

	static EndpointException notDeletable(EndpointPath path) {
		return new EndpointException(METHOD_NOT_ALLOWED, "The resource '" + path
				+ "' can't be deleted. Delete a node, 'nodes/<id>', so that it and what depends on it run again");
	}

	static EndpointException notAcceptable(String resource, EndpointFormat available) {
		MimeType type = available.getProducedMimeType();
		return new EndpointException(NOT_ACCEPTABLE, "The resource '" + resource + "' is not available as what the "
				+ "request accepts. Accept " + type.getType() + "/" + type.getSubtype());
	}

	static EndpointException jsonOnly(String what, String format) {
		return badRequest("'format' must be json, since the " + what + " is available as JSON only, but is '" + format
				+ "'. The graph is available as json, picture, mermaid or dot");
	}

	int status() {
		return this.status;
	}

}
