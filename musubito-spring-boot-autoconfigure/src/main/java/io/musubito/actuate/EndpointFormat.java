package io.musubito.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The representations that {@link MusubitoEndpoint} offers. Where a request accepts
 * several, Actuator takes the last of them; {@code *}{@code /*} stands for the default.
 */
enum EndpointFormat implements Producible<EndpointFormat> {

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

	boolean isJson() {
		return this != DOT && this != MERMAID;
	}

}
