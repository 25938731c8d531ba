package io.musubito.actuate;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * The representations that {@link MusubitoEndpoint} offers. Where a request accepts
 * several, Actuator takes the last of them; {@code *}{@code /*} stands for the default.
 */
enum EndpointFormat implements Producible<EndpointFormat> {

	/**
	 * For the files of the page and the report of a run alone: a browser accepts anything
	 * else too.
	 */
	HTML("text/html;charset=UTF-8"),

	/**
	 * For exports alone: lines of JSON.
	 */
	LINES("application/x-ndjson"),

	/**
	 * The graph with what a picture of it needs alone.
	 */
	PICTURE("application/vnd.musubito.picture+json"),

	JSON("application/json"),

	ACTUATOR_V2("application/vnd.spring-boot.actuator.v2+json"),

	ACTUATOR_V3("application/vnd.spring-boot.actuator.v3+json"),

	DOT("text/vnd.graphviz;charset=UTF-8"),

	MERMAID("text/vnd.mermaid;charset=UTF-8");

	private final MimeType mimeType;

	EndpointFormat(String mimeType) {
		this.mimeType = MimeType.valueOf(mimeType);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.mimeType;
	}

	@Override
	public boolean isDefault() {
		return this == ACTUATOR_V3;
	}

	/**
	 * The format that a request gets: what its parameter names goes before what its
	 * header accepts.
	 * @param name the parameter {@code format}; blank counts as absent
	 * @return the format
	 */
	EndpointFormat orNamed(@Nullable String name) {
		if (!StringUtils.hasText(name)) {
			return this;
		}
		return switch (name.strip().toLowerCase(Locale.ROOT)) {
			case "json" -> (isJson()) ? this : JSON;
			case "picture" -> PICTURE;
			case "mermaid" -> MERMAID;
			case "dot" -> DOT;
			default -> throw EndpointException
				.badRequest("'format' must be json, picture, mermaid or dot, but is '" + name + "'");
		};
	}

	boolean isJson() {
		return this == JSON || this == ACTUATOR_V2 || this == ACTUATOR_V3;
	}

}
